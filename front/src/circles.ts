/** How exact a place is known, as a circle on the ground. It says "somewhere in here", and nothing about who holds what. */

import type { Feature, FeatureCollection, Point, Polygon } from "geojson";
import type { PlaceProperties } from "./places";

const EARTH_KM = 6371;
/** A circle that would be hidden by the place's own sign says nothing. */
const LEAST_KM = 1;
const CORNERS = 64;

export function circlesOf(places: FeatureCollection<Point, PlaceProperties>): FeatureCollection<Polygon> {
  return {
    type: "FeatureCollection",
    features: places.features.filter((p) => p.properties.radius_km > LEAST_KM).map(circle),
  };
}

function circle(place: Feature<Point, PlaceProperties>): Feature<Polygon> {
  const [longitude = 0, latitude = 0] = place.geometry.coordinates;
  const arc = place.properties.radius_km / EARTH_KM;
  const phi = (latitude * Math.PI) / 180;
  const ring: [number, number][] = [];
  for (let corner = 0; corner <= CORNERS; corner += 1) {
    const bearing = (2 * Math.PI * (corner % CORNERS)) / CORNERS;
    const at = Math.asin(Math.sin(phi) * Math.cos(arc) + Math.cos(phi) * Math.sin(arc) * Math.cos(bearing));
    const turn = Math.atan2(
      Math.sin(bearing) * Math.sin(arc) * Math.cos(phi),
      Math.cos(arc) - Math.sin(phi) * Math.sin(at),
    );
    ring.push([longitude + (turn * 180) / Math.PI, (at * 180) / Math.PI]);
  }
  return { type: "Feature", properties: { radius_km: place.properties.radius_km }, geometry: { type: "Polygon", coordinates: [ring] } };
}
