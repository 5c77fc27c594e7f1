/** The map page: what the server says of each place, drawn; a slider over the days; filters that live in the address. */

import { AttributionControl, LngLatBounds, Map as View, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { loadBaseMap } from "./basemap";
import { circlesOf } from "./circles";
import { Clock } from "./clock";
import { today } from "./days";
import { fillLegend } from "./legend";
import "./map.css";
import { dayName, make, type Words, wordsOf } from "./page";
import { NO_PLACES, type PlaceProperties, type Places, type Sign, signName, signOf } from "./places";
import { popupOf } from "./popup";
import { Query } from "./query";
import { styleOf } from "./style";
import { draw } from "./symbols";

setWorkerUrl(workerUrl);

/** Later is drawn above: disputed over claimed over held over unknown. */
const ORDER = { unknown: 0, held: 1, claimed: 2, contested: 3 };

class MapPage {
  private readonly words: Words;
  private readonly language: string;
  private readonly sides: string[];
  private readonly query: Query;
  private readonly status = make("output", "map-status");
  private readonly legend: HTMLElement;
  private readonly form: HTMLFormElement | null;
  private places: Places = NO_PLACES;
  private view: View | null = null;
  private popup: Popup | null = null;
  private clock: Clock | null = null;

  constructor(private readonly box: HTMLElement) {
    this.words = wordsOf(box);
    this.language = box.dataset["language"] ?? document.documentElement.lang;
    this.sides = (box.dataset["sides"] ?? "").split(/[\s,]+/).filter(Boolean);
    const form = document.getElementById("map-filters");
    this.form = form instanceof HTMLFormElement ? form : null;
    this.query = new Query(this.form, box.dataset["features"] ?? "/map.geojson");
    this.legend = document.getElementById("map-legend") ?? make("div", "map-legend");
    this.legend.classList.add("map-legend");
  }

  async start(): Promise<void> {
    const { box, words } = this;
    box.classList.add("map-live");
    const canvas = make("div", "map-canvas");
    this.status.setAttribute("aria-live", "polite");
    this.status.textContent = words("loading");
    box.replaceChildren(canvas);
    box.after(this.status);
    if (!this.legend.isConnected) box.after(this.legend);
    const first = box.dataset["first"];
    const last = box.dataset["last"] || today();
    if (first && first < last) {
      const now = box.dataset["asOf"] || this.query.get("as_of");
      this.clock = new Clock({
        first, last, now, words, language: this.language, moved: (day, playing) => this.goTo(day, playing),
      }); // prettier-ignore
      box.before(this.clock.element);
    }
    this.fold();
    this.listen();
    try {
      const [base, places] = await Promise.all([
        loadBaseMap(box.dataset["basemap"] ?? "/static/basemap.json", this.language),
        this.query.fetch<Places>(),
      ]);
      this.places = this.signed(places);
      this.draw(canvas, base);
      this.say();
    } catch (error) {
      this.fail(error);
    }
  }

  /** The places with their signs' names and their order. */
  private signed(places: Places): Places {
    for (const { properties } of places.features) {
      const sign = signOf(properties.state, this.sides);
      Object.assign(properties, { sign: signName(sign), order: ORDER[sign.standing], claims: properties.claims ?? 0 });
      properties.radius_km = Number(properties.radius_km) || 0;
    }
    return places;
  }

  private draw(canvas: HTMLElement, base: Awaited<ReturnType<typeof loadBaseMap>>): void {
    const { words } = this;
    const bounds = boundsOf(this.places);
    const view = new View({
      container: canvas,
      style: styleOf(base, this.places, matchMedia("(prefers-color-scheme: dark)").matches),
      ...(bounds ? { bounds, fitBoundsOptions: { padding: 60, maxZoom: 8 } } : { center: [20, 30], zoom: 1.5 }),
      hash: "at",
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      fadeDuration: 0,
      maxZoom: 11,
      renderWorldCopies: false,
      locale: {
        "Map.Title": words("map"),
        "NavigationControl.ZoomIn": words("zoom-in"),
        "NavigationControl.ZoomOut": words("zoom-out"),
        "Popup.Close": words("close"),
        "CooperativeGesturesHandler.MobileHelpText": words("two-fingers"),
      },
    });
    this.view = view;
    view.touchZoomRotate.disableRotation();
    view.keyboard.disableRotation();
    view.addControl(new NavigationControl({ showCompass: false }), "top-right");
    view.addControl(new AttributionControl({ compact: false, customAttribution: "Natural Earth" }), "bottom-right");
    view.on("style.load", () => {
      for (const sign of signs()) {
        const canvas = draw(sign);
        const data = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
        if (data) view.addImage(signName(sign), data, { pixelRatio: 2 });
      }
    });
    view.on("click", (event) => {
      const reach = 12;
      const { x, y } = event.point;
      const hits = view.queryRenderedFeatures(
        [
          [x - reach, y - reach],
          [x + reach, y + reach],
        ],
        { layers: ["places"] },
      );
      const nearest = hits
        .map((hit) => ({ hit, at: (hit.geometry as GeoJSON.Point).coordinates as [number, number] }))
        .sort((a, b) => distance(view, a.at, event.point) - distance(view, b.at, event.point))[0];
      if (nearest) this.open(nearest.at, nearest.hit.properties as PlaceProperties);
    });
    view.on("mousemove", (event) => {
      const over = view.queryRenderedFeatures(event.point, { layers: ["places", "place-names"] }).length > 0;
      view.getCanvas().style.cursor = over ? "pointer" : "";
    });
    view.once("idle", () => this.box.setAttribute("data-ready", "1"));
    fillLegend(this.legend, this.places, this.sides, words);
  }

  private open(at: [number, number], place: PlaceProperties): void {
    this.popup?.remove();
    this.popup = new Popup({ maxWidth: "20rem", focusAfterOpen: true, offset: 14 })
      .setLngLat(at)
      .setDOMContent(popupOf(place, this.words, this.language))
      .addTo(this.view!);
  }

  /** On a narrow screen the filters fold away, so that the map is seen first. */
  private fold(): void {
    if (!this.form || !matchMedia("(max-width: 40rem)").matches) return;
    const folded = make("details", "map-fold");
    folded.append(make("summary", "", this.words("filters")));
    this.form.before(folded);
    folded.append(this.form);
  }

  private listen(): void {
    this.form?.addEventListener("change", () => {
      this.query.show();
      this.clock?.show(this.query.get("as_of"));
      void this.refresh(false);
    });
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.query.show();
      this.clock?.show(this.query.get("as_of"));
      void this.refresh(false);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.popup?.isOpen()) return;
      this.popup.remove();
      this.view?.getCanvas().focus({ preventScroll: true });
    });
    document.addEventListener("click", (event) => {
      // A row of the table may say that it shows its place on the map.
      const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-show-place]") : null;
      const place = this.places.features.find((p) => p.properties.id === target?.dataset["showPlace"]);
      if (!place || !this.view) return;
      event.preventDefault();
      const at = place.geometry.coordinates as [number, number];
      this.view.jumpTo({ center: at, zoom: Math.max(this.view.getZoom(), 8) });
      this.open(at, place.properties);
      this.box.scrollIntoView({ block: "nearest" });
    });
  }

  private async goTo(day: string, playing: boolean): Promise<void> {
    this.query.set("as_of", day);
    await this.refresh(playing);
  }

  private async refresh(playing: boolean): Promise<void> {
    try {
      this.places = this.signed(await this.query.fetch<Places>());
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) this.fail(error);
      return;
    }
    this.popup?.remove();
    const source = (name: string): GeoJSONSource | undefined => this.view?.getSource<GeoJSONSource>(name);
    await Promise.all([source("places")?.setData(this.places), source("circles")?.setData(circlesOf(this.places))]);
    fillLegend(this.legend, this.places, this.sides, this.words);
    this.say();
    if (!playing) await this.query.table();
  }

  private say(): void {
    const day = this.query.get("as_of");
    const count = this.words(this.places.features.length ? "places" : "nothing", { n: this.places.features.length });
    this.status.textContent = day ? `${dayName(day, this.language)}: ${count}` : count;
  }

  private fail(error: unknown): void {
    this.status.textContent = this.words("failed");
    this.box.setAttribute("data-ready", "failed");
    console.error(error);
  }
}

/** Every sign that there is. */
function signs(): Sign[] {
  const ofSides = ([0, 1, 2] as const).flatMap((side) => [
    { standing: "held" as const, side },
    { standing: "claimed" as const, side },
  ]);
  return [...ofSides, { standing: "contested", side: 0 }, { standing: "unknown", side: 0 }];
}

function distance(view: View, at: [number, number], point: { x: number; y: number }): number {
  const drawn = view.project(at);
  return Math.hypot(drawn.x - point.x, drawn.y - point.y);
}

/** Around the places of which something is known; a far one that was only named does not make the others small. */
function boundsOf(places: Places): LngLatBounds | null {
  const known = places.features.filter((p) => p.properties.state !== "unknown");
  const bounds = new LngLatBounds();
  for (const { geometry } of known.length ? known : places.features) {
    bounds.extend(geometry.coordinates as [number, number]);
  }
  return bounds.isEmpty() ? null : bounds;
}

const box = document.getElementById("map");
if (box) void new MapPage(box).start();
