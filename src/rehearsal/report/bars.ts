import { escaped, shown } from './markup.js';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly colour: string;
  readonly note?: string;
}

/** Named amounts beside one another, the widest first unless they come in an order of their own. */
export function bars(all: readonly Bar[]): string {
  if (all.length === 0) return '<p class="none">none</p>';
  const most = Math.max(1, ...all.map(({ value }) => value));
  const rows = all.map(
    ({ name, value, colour, note = '' }) =>
      `<tr><th scope="row">${escaped(name)}</th><td><span class="bar" style="width:${(
        (100 * value) /
        most
      ).toFixed(
        1,
      )}%;background:var(--${colour})"></span></td><td class="number">${shown(value)}</td><td class="note">${escaped(
        note,
      )}</td></tr>`,
  );
  return `<table class="bars">${rows.join('')}</table>`;
}
