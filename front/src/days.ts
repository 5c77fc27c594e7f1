/** Days as ISO dates and as numbers since 1970, so that a slider can count them. */

const DAY = 86_400_000;

export function numberOf(iso: string): number {
  return Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

export function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function today(): string {
  return isoOf(Math.floor(Date.now() / DAY));
}
