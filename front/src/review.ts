/** The review desk by keyboard: j and k walk the queue, a key on a button presses it, selecting text sets a span. */

import { selectedIn } from "./spans";

class Desk {
  private readonly items = [...document.querySelectorAll<HTMLElement>("[data-item]")];
  private at = this.items.findIndex((item) => item.classList.contains("current"));

  constructor() {
    document.addEventListener("keydown", (event) => this.pressed(event));
    for (const text of document.querySelectorAll<HTMLElement>("[data-text]")) this.edit(text);
    if (this.items.length > 0 && this.at < 0) this.go(0, false);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.closest("input, select, textarea, [contenteditable]")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") this.go(this.at + (key === "j" ? 1 : -1), true);
    else if (!this.press(key)) return;
    event.preventDefault();
  }

  private go(to: number, focus: boolean): void {
    const item = this.items[Math.min(Math.max(to, 0), this.items.length - 1)];
    if (!item) return;
    this.items[this.at]?.classList.remove("current");
    this.at = this.items.indexOf(item);
    item.classList.add("current");
    if (!focus) return;
    if (!item.hasAttribute("tabindex")) item.tabIndex = -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  /** Press what has that key: in the current item, else on the page. */
  private press(key: string): boolean {
    if (!/^[a-z0-9?]$/.test(key)) return false;
    const having = `[data-key="${key}"]`;
    const found = this.items[this.at]?.querySelector<HTMLElement>(having) ?? document.querySelector<HTMLElement>(having);
    if (!found) return false;
    if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof HTMLTextAreaElement) {
      found.focus();
    } else if (found instanceof HTMLDetailsElement) {
      found.open = !found.open;
      found.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea, button")?.focus();
    } else {
      found.click();
    }
    return true;
  }

  /** Words selected in the text become the span of the form that the text names. */
  private edit(text: HTMLElement): void {
    const form = document.getElementById(text.dataset["form"] ?? "");
    if (!(form instanceof HTMLFormElement)) return;
    const first = Number(text.dataset["start"] ?? 0);
    const fields = ["start", "end"].map((name) => form.elements.namedItem(name));
    const preview = form.querySelector<HTMLElement>("[data-span-preview]");
    document.addEventListener("selectionchange", () => {
      const found = selectedIn(text, first);
      if (!found) return;
      for (const [index, field] of fields.entries()) {
        if (field instanceof HTMLInputElement) field.value = String(index === 0 ? found.start : found.end);
      }
      if (preview) preview.textContent = found.text;
    });
  }
}

new Desk();
