/** The base map: land, borders and their names, from the package's own file. */

import type { Feature, FeatureCollection, MultiLineString, Point } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

interface CountryProperties {
  at: [number, number];
}
interface RegionProperties {
  country: string;
  name: Record<string, string>;
  at: [number, number];
}
type BaseMap = Topology<{
  countries: GeometryCollection<CountryProperties>;
  regions: GeometryCollection<RegionProperties>;
}>;

export interface BaseLayers {
  land: FeatureCollection;
  borders: MultiLineString;
  regions: MultiLineString;
  labels: FeatureCollection<Point, { name: string; rank: number }>;
}

export async function loadBaseMap(address: string, language: string): Promise<BaseLayers> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return layersOf((await response.json()) as BaseMap, language);
}

export function layersOf(map: BaseMap, language: string): BaseLayers {
  const { countries, regions } = map.objects;
  return {
    land: feature(map, countries),
    borders: mesh(map, countries, (a, b) => a !== b),
    regions: mesh(map, regions, (a, b) => {
      const [one, other] = [a, b] as unknown as { properties: RegionProperties }[];
      return a !== b && one?.properties.country === other?.properties.country;
    }),
    labels: {
      type: "FeatureCollection",
      features: [
        ...feature(map, countries).features.flatMap((c) =>
          label(countryName(String(c.id), language), c.properties.at, 0),
        ),
        ...feature(map, regions).features.flatMap((r) => label(r.properties.name[language] ?? "", r.properties.at, 1)),
      ],
    },
  };
}

function label(
  name: string,
  at: [number, number] | undefined,
  rank: number,
): Feature<Point, { name: string; rank: number }>[] {
  if (!name || at?.length !== 2) return [];
  return [{ type: "Feature", properties: { name, rank }, geometry: { type: "Point", coordinates: at } }];
}

/** A country's name in the language: every browser has them, so none are sent. */
function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
