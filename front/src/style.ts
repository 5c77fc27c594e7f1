/** The map's style: nothing in it is fetched. Text is drawn with the visitor's own fonts, so no glyphs are sent. */

import type { FilterSpecification, StyleSpecification } from "maplibre-gl";
import type { BaseLayers } from "./basemap";
import { circlesOf } from "./circles";
import type { Places } from "./places";

const FONT = ["system-ui"];
/** A circle hardly wider than its sign would only blur it: drawn from some 20 pixels on. */
const WIDE_ENOUGH: FilterSpecification = [">=", ["get", "radius_km"], ["/", 1000, ["^", 2, ["zoom"]]]];
/** Colours of the ground by day and by night; signs and names stand out on both. */
const LIGHT = { water: "#c9dbe6", land: "#f6f3ec", coast: "#8fa9b8", region: "#b5ab98", border: "#7a7061", name: "#6b6354", ink: "#1c1f23", halo: "#ffffff", circle: "#4a4a4a" };
const DARK: typeof LIGHT = { water: "#0f1d28", land: "#262b30", coast: "#3f5666", region: "#565d64", border: "#8d949b", name: "#a8b0b8", ink: "#f2f0eb", halo: "#14171a", circle: "#d0d4d8" };

export function styleOf(base: BaseLayers, places: Places, dark: boolean): StyleSpecification {
  const tone = dark ? DARK : LIGHT;
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: base.land },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: base.borders } },
      regions: { type: "geojson", data: { type: "Feature", properties: {}, geometry: base.regions } },
      labels: { type: "geojson", data: base.labels },
      circles: { type: "geojson", data: circlesOf(places) },
      places: { type: "geojson", data: places },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": tone.water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": tone.land } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": tone.coast, "line-width": 0.7 } },
      {
        id: "regions",
        type: "line",
        source: "regions",
        minzoom: 3.5,
        paint: { "line-color": tone.region, "line-width": 0.9, "line-dasharray": [4, 2] },
      },
      {
        id: "borders",
        type: "line",
        source: "borders",
        layout: { "line-join": "round" },
        paint: { "line-color": tone.border, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.8, 7, 2.2] },
      },
      {
        id: "circles-inside",
        type: "fill",
        source: "circles",
        filter: WIDE_ENOUGH,
        paint: { "fill-color": tone.circle, "fill-opacity": 0.06 },
      },
      {
        id: "circles",
        type: "line",
        source: "circles",
        filter: WIDE_ENOUGH,
        paint: { "line-color": tone.circle, "line-width": 1.2, "line-dasharray": [2, 2] },
      },
      {
        id: "region-names",
        type: "symbol",
        source: "labels",
        filter: ["==", ["get", "rank"], 1],
        minzoom: 5.2,
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 12, "text-max-width": 8 },
        paint: { "text-color": tone.name, "text-halo-color": tone.land, "text-halo-width": 1.2 },
      },
      {
        id: "country-names",
        type: "symbol",
        source: "labels",
        filter: ["==", ["get", "rank"], 0],
        maxzoom: 6.5,
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONT,
          "text-size": ["interpolate", ["linear"], ["zoom"], 2, 11, 6, 17],
          "text-transform": "uppercase",
          "text-letter-spacing": 0.12,
          "text-max-width": 7,
        },
        paint: { "text-color": tone.name, "text-halo-color": tone.land, "text-halo-width": 1.4 },
      },
      {
        id: "places",
        type: "symbol",
        source: "places",
        layout: {
          "icon-image": ["get", "sign"],
          "icon-allow-overlap": true,
          "icon-size": ["interpolate", ["linear"], ["zoom"], 4, 0.55, 7, 0.85, 10, 1],
          // What is disputed lies on top, so that no crowd of agreed signs hides it.
          "symbol-sort-key": ["get", "order"],
        },
      },
      {
        id: "place-names",
        type: "symbol",
        source: "places",
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONT,
          "text-size": 13,
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 1,
          "text-justify": "auto",
          "text-optional": true,
          "symbol-sort-key": ["-", 0, ["get", "claims"]],
        },
        paint: { "text-color": tone.ink, "text-halo-color": tone.halo, "text-halo-width": 1.6 },
      },
    ],
  };
}
