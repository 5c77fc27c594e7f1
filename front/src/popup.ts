/** What a click on a place shows: its state in words, why, and the way to its page. Texts stay texts. */

import { dayName, make, type Words } from "./page";
import type { PlaceProperties } from "./places";

export function popupOf(place: PlaceProperties, words: Words, language: string): HTMLElement {
  const box = make("div", "map-popup");
  box.append(make("h2", "map-popup-name", place.name));
  box.append(make("p", "map-popup-state", place.state_name ?? place.state));
  const since = place.since_name ?? (place.since ? dayName(place.since, language) : "");
  if (since) box.append(make("p", "map-popup-since", `${words("since")} ${since}`));
  if (place.reason) box.append(make("p", "map-popup-reason", place.reason));
  const facts = [];
  if (place.claims) facts.push(words("claims", { n: place.claims }));
  if (place.radius_km > 1) facts.push(words("radius", { n: Math.round(place.radius_km) }));
  if (facts.length) box.append(make("p", "map-popup-facts", facts.join(" · ")));
  if (place.url) {
    const link = make("a", "map-popup-link", words("open"));
    link.href = place.url;
    const line = make("p");
    line.append(link);
    box.append(line);
  }
  return box;
}
