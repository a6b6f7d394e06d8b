/** Text for HTML: nothing of what people or models wrote is markup. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A number as people read it: `12,345`, `0.42`. */
export function shown(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A number short enough for an axis: `311k`, `1.2M`. */
export function compact(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** A duration in the unit a person would use. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 90_000) return `${shown(ms / 1_000, ms < 10_000 ? 1 : 0)} s`;
  if (ms < 5_400_000) return `${shown(ms / 60_000)} min`;
  return `${shown(ms / 3_600_000, 1)} h`;
}
