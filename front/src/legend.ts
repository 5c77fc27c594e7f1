/** The signs on the map and what they mean: only those that are there. */

import { make, type Words } from "./page";
import { type Places, signName, signOf } from "./places";
import { draw } from "./symbols";

export function fillLegend(legend: HTMLElement, places: Places, sides: readonly string[], words: Words): void {
  const states = new Map<string, string>();
  for (const { properties } of places.features) states.set(properties.state, properties.state_name ?? properties.state);
  const rank = (state: string): string => signName(signOf(state, sides)).replace(/^held/, "a").replace(/^claimed/, "b");
  const rows = [...states].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
  const list = make("ul", "map-legend-list");
  for (const [state, name] of rows) {
    const row = make("li");
    const sign = draw(signOf(state, sides));
    sign.className = "map-legend-sign";
    sign.setAttribute("aria-hidden", "true");
    row.append(sign, make("span", "", name));
    list.append(row);
  }
  if (places.features.some((p) => p.properties.radius_km > 1)) {
    const row = make("li");
    row.append(make("span", "map-legend-circle"), make("span", "", words("imprecise")));
    list.append(row);
  }
  legend.replaceChildren(list);
}
