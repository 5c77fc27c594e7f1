/** The slider over the days, with play. All of it is buttons and a range, so the keyboard has it for nothing. */

import { isoOf, numberOf } from "./days";
import { dayName, make, type Words } from "./page";

const STEP_MS = 900;

export interface ClockSetting {
  first: string;
  last: string;
  now: string;
  language: string;
  words: Words;
  /** Called with the day, and whether the clock is playing on. */
  moved: (day: string, playing: boolean) => Promise<void>;
}

export class Clock {
  readonly element = make("div", "map-clock");
  private readonly range = make("input");
  private readonly label = make("output", "map-clock-day");
  private readonly button = make("button", "map-clock-play");
  private playing = false;

  constructor(private readonly setting: ClockSetting) {
    const { words, first, last } = setting;
    this.range.type = "range";
    this.range.min = String(numberOf(first));
    this.range.max = String(numberOf(last));
    this.range.step = "1";
    this.range.setAttribute("aria-label", words("as-of"));
    this.button.type = "button";
    const back = this.stepper("‹", words("day-before"), -1);
    const on = this.stepper("›", words("day-after"), 1);
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", words("as-of"));
    this.element.append(this.button, back, this.range, on, this.label);
    this.range.addEventListener("input", () => this.go(Number(this.range.value), false));
    this.button.addEventListener("click", () => (this.playing ? this.pause() : void this.play()));
    this.place(setting.now ? numberOf(setting.now) : numberOf(last));
    this.showButton();
  }

  /** Put the slider at a day without telling anybody. */
  show(iso: string): void {
    this.place(iso ? numberOf(iso) : Number(this.range.max));
  }

  private stepper(sign: string, name: string, by: number): HTMLButtonElement {
    const made = make("button", "map-clock-step", sign);
    made.type = "button";
    made.setAttribute("aria-label", name);
    made.title = name;
    made.addEventListener("click", () => this.go(Number(this.range.value) + by, false));
    return made;
  }

  private place(day: number): void {
    const held = Math.min(Math.max(day, Number(this.range.min)), Number(this.range.max));
    this.range.value = String(held);
    const name = dayName(isoOf(held), this.setting.language);
    this.range.setAttribute("aria-valuetext", name);
    this.label.textContent = name;
  }

  private go(day: number, playing: boolean): Promise<void> {
    if (!playing) this.pause();
    this.place(day);
    return this.setting.moved(isoOf(Number(this.range.value)), playing);
  }

  private async play(): Promise<void> {
    this.playing = true;
    this.showButton();
    if (this.range.value === this.range.max) await this.go(Number(this.range.min), true);
    while (this.playing && this.range.value !== this.range.max) {
      await new Promise((done) => setTimeout(done, STEP_MS));
      if (this.playing) await this.go(Number(this.range.value) + 1, true);
    }
    if (this.playing) {
      this.pause();
      await this.setting.moved(isoOf(Number(this.range.value)), false);
    }
  }

  private pause(): void {
    this.playing = false;
    this.showButton();
  }

  private showButton(): void {
    const name = this.setting.words(this.playing ? "pause" : "play");
    this.button.textContent = this.playing ? "❚❚" : "▶";
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
  }
}
