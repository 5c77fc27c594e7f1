/** The address is the whole state of the view: what the form says goes into it, and comes back from it. */

export class Query {
  private running: AbortController | null = null;

  constructor(
    private readonly form: HTMLFormElement | null,
    private readonly features: string,
  ) {}

  /** The form's filled fields over the address's own parameters. */
  get parameters(): URLSearchParams {
    const found = new URLSearchParams(location.search);
    if (!this.form) return found;
    for (const field of this.form.elements) {
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        if (!field.name || field.type === "submit") continue;
        const unticked = field instanceof HTMLInputElement && field.type === "checkbox" && !field.checked;
        if (field.value && !unticked) found.set(field.name, field.value);
        else found.delete(field.name);
      }
    }
    return found;
  }

  /** A parameter set without the form having a field for it, or with. */
  set(name: string, value: string): void {
    const field = this.form?.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    const parameters = this.parameters;
    if (value) parameters.set(name, value);
    else parameters.delete(name);
    this.show(parameters);
  }

  get(name: string): string {
    return this.parameters.get(name) ?? "";
  }

  /** Put the state into the address. */
  show(parameters = this.parameters): void {
    const query = parameters.toString();
    history.replaceState(history.state, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    this.keepLinks(parameters);
  }

  /** Links to this page in another format or language go on meaning what is seen. */
  private keepLinks(parameters: URLSearchParams): void {
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-same]")) {
      const target = new URL(link.href, location.href);
      for (const name of ["as_of", "party", "source", "event", "certainty"]) {
        const value = parameters.get(name);
        if (value) target.searchParams.set(name, value);
        else target.searchParams.delete(name);
      }
      link.href = target.href;
    }
  }

  /** The features of the present state; a newer call ends an older one. */
  async fetch<T>(): Promise<T> {
    this.running?.abort();
    const mine = (this.running = new AbortController());
    const address = new URL(this.features, location.href);
    for (const [name, value] of this.parameters) address.searchParams.set(name, value);
    const response = await fetch(address, { signal: mine.signal, headers: { Accept: "application/geo+json" } });
    if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
    return (await response.json()) as T;
  }

  /** The table beside the map, as the server has it for the present state. */
  async table(): Promise<void> {
    const old = document.getElementById("map-table");
    if (!old) return;
    const response = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("map-table");
    if (fresh) old.replaceWith(document.adoptNode(fresh));
  }
}
