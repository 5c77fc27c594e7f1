/** The swim lanes of a place: wider or narrower, one kind of event at a time, and what a claim is related to.

The server drew them; without this script they stay as they are. */

import { make, wordsOf, type Words } from "./page";
import "./timeline.css";

const STEP = 1.6;
const WIDEST = 12;

class Timeline {
  private readonly words: Words;
  private readonly picture: SVGSVGElement;
  private readonly frame: HTMLElement;
  private readonly left: number;
  private readonly width: number;
  private readonly height: number;
  private readonly given = new Map<Element, Record<string, string>>();
  private factor = 1;
  private readonly buttons: Record<"in" | "out" | "all", HTMLButtonElement>;

  constructor(box: HTMLElement, picture: SVGSVGElement) {
    this.words = wordsOf(box);
    this.picture = picture;
    this.frame = picture.closest<HTMLElement>(".scroll") ?? box;
    this.width = picture.viewBox.baseVal.width;
    this.height = picture.viewBox.baseVal.height;
    this.left = Number(picture.querySelector(".lane")?.getAttribute("x") ?? 0);
    this.buttons = {
      in: this.button("+", "zoom-in", () => this.zoom(this.factor * STEP)),
      out: this.button("−", "zoom-out", () => this.zoom(this.factor / STEP)),
      all: this.button(this.words("all"), "all", () => this.zoom(1)),
    };
    const bar = make("div", "timeline-bar");
    bar.append(this.buttons.out, this.buttons.in, this.buttons.all, ...this.filter());
    box.prepend(bar);
    this.zoom(1);
    this.relate();
  }

  private button(sign: string, name: string, pressed: () => void): HTMLButtonElement {
    const made = make("button", "timeline-button", sign);
    made.type = "button";
    made.title = this.words(name);
    made.setAttribute("aria-label", this.words(name));
    made.addEventListener("click", pressed);
    return made;
  }

  /** Stretch the days, not the letters: every position right of the lanes' names moves, and the picture grows. */
  private zoom(factor: number): void {
    const middle = (this.frame.scrollLeft + this.frame.clientWidth / 2) / Math.max(1, this.picture.clientWidth);
    this.factor = Math.min(Math.max(factor, 1), WIDEST);
    const wide = this.x(this.width);
    this.picture.setAttribute("viewBox", `0 0 ${wide} ${this.height}`);
    this.picture.style.width = this.factor === 1 ? "" : `${(100 * wide) / this.width}%`;
    this.picture.style.maxWidth = this.factor === 1 ? "" : "none";
    for (const element of this.picture.querySelectorAll("line, rect:not(pattern *), circle:not(pattern *), text, path")) {
      this.move(element);
    }
    this.frame.scrollLeft = middle * this.picture.clientWidth - this.frame.clientWidth / 2;
    this.buttons.out.disabled = this.buttons.all.disabled = this.factor === 1;
    this.buttons.in.disabled = this.factor === WIDEST;
  }

  private x(value: number): number {
    return value < this.left ? value : this.left + (value - this.left) * this.factor;
  }

  private move(element: Element): void {
    let was = this.given.get(element);
    if (!was) {
      was = Object.fromEntries(["x", "x1", "x2", "cx", "width", "d"].map((a) => [a, element.getAttribute(a) ?? ""]));
      this.given.set(element, was);
    }
    for (const name of ["x1", "x2", "cx"]) {
      if (was[name]) element.setAttribute(name, String(this.x(Number(was[name]))));
    }
    if (was["d"]) element.setAttribute("d", was["d"].replace(PAIR, (_, x: string, y: string) => `${this.x(Number(x))},${y}`));
    if (!was["x"]) return;
    const start = Number(was["x"]);
    if (element.classList.contains("dot")) {
      const half = Number(was["width"]) / 2;
      element.setAttribute("x", String(this.x(start + half) - half));
    } else {
      element.setAttribute("x", String(this.x(start)));
      if (was["width"]) element.setAttribute("width", String(this.x(start + Number(was["width"])) - this.x(start)));
    }
  }

  /** A choice of the events that are there; the other marks fade, they do not go. */
  private filter(): HTMLElement[] {
    const marks = [...this.picture.querySelectorAll<SVGElement>("[data-event]")];
    const names = new Map(marks.map((m) => [m.dataset["event"] ?? "", m.dataset["eventName"] ?? m.dataset["event"] ?? ""]));
    if (names.size < 2) return [];
    const choice = make("select");
    choice.setAttribute("aria-label", this.words("filter"));
    choice.append(new Option(this.words("all-events"), ""));
    for (const [code, name] of [...names].sort((a, b) => a[1].localeCompare(b[1]))) choice.append(new Option(name, code));
    choice.addEventListener("change", () => {
      for (const mark of marks) {
        mark.classList.toggle("faded", choice.value !== "" && mark.dataset["event"] !== choice.value);
      }
    });
    return [choice];
  }

  /** While a claim is pointed at or has the focus, what it is related to stands out. */
  private relate(): void {
    const marks = new Map<string, SVGElement>();
    for (const mark of this.picture.querySelectorAll<SVGElement>("[data-claim]")) marks.set(mark.dataset["claim"]!, mark);
    const edges = [...this.picture.querySelectorAll<SVGElement>("[data-from][data-to]")];
    const show = (claim: string | undefined): void => {
      const mine = edges.filter((e) => claim && (e.dataset["from"] === claim || e.dataset["to"] === claim));
      const near = new Set([claim, ...mine.flatMap((e) => [e.dataset["from"], e.dataset["to"]])]);
      this.picture.classList.toggle("pointed", mine.length > 0);
      for (const edge of edges) edge.classList.toggle("related", mine.includes(edge));
      for (const [id, mark] of marks) mark.classList.toggle("related", near.has(id));
    };
    for (const [id, mark] of marks) {
      for (const kind of ["pointerenter", "focus"]) mark.addEventListener(kind, () => show(id));
      for (const kind of ["pointerleave", "blur"]) mark.addEventListener(kind, () => show(undefined));
    }
  }
}

const PAIR = /(-?[\d.]+),(-?[\d.]+)/g;

const box = document.getElementById("timeline");
const picture = box?.querySelector<SVGSVGElement>("svg.lanes");
if (box && picture) new Timeline(box, picture);
