/** What the server wrote into the page for a script: addresses, days, and the words of the visitor's language. */

export type Words = (key: string, values?: Record<string, string | number>) => string;

/** The words of an element's `data-words`; a key that it lacks is shown as it is. `{n}` is filled in. */
export function wordsOf(element: HTMLElement): Words {
  let table: Record<string, string> = {};
  try {
    table = JSON.parse(element.dataset["words"] ?? "{}") as Record<string, string>;
  } catch {
    // A page without words still works.
  }
  return (key, values = {}) =>
    (table[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A day as the language writes it, from an ISO date. */
export function dayName(iso: string, language: string): string {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day);
}

/** An element with classes and text; the text is never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  classes = "",
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}
