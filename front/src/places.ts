/** The settlements that the server sends, and the sign by which each is drawn. */

import type { FeatureCollection, Point } from "geojson";

export interface PlaceProperties {
  id: string;
  name: string;
  /** held-by-XX, claimed-by-XX, contested or unknown */
  state: string;
  state_name?: string;
  party?: string | null;
  since?: string | null;
  since_name?: string | null;
  reason?: string | null;
  radius_km: number;
  claims?: number;
  kind?: string;
  url?: string;
}
export type Places = FeatureCollection<Point, PlaceProperties>;

export const NO_PLACES: Places = { type: "FeatureCollection", features: [] };

export type Standing = "held" | "claimed" | "contested" | "unknown";
export interface Sign {
  standing: Standing;
  /** The party's number among the conflict's first two sides, 1 or 2; 0 is any other. */
  side: number;
}

/** The sign of a state. What this script does not know is drawn as unknown, never as held. */
export function signOf(state: string, sides: readonly string[]): Sign {
  const [, standing, party] = /^(held|claimed)-by-(.+)$/.exec(state) ?? [];
  if (standing && party) return { standing: standing as Standing, side: sides.slice(0, 2).indexOf(party) + 1 };
  return { standing: state === "contested" ? "contested" : "unknown", side: 0 };
}

export function signName(sign: Sign): string {
  return sign.standing === "held" || sign.standing === "claimed" ? `${sign.standing}-${sign.side}` : sign.standing;
}
