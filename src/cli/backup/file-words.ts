import { counted } from '../../lib/counted.js';

export function inMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What an operator asks of a copy; `--json` has every table. */
const asked: readonly (readonly [table: string, one: string, many?: string])[] = [
  ['account', 'account'],
  ['person', 'person', 'people'],
  ['conversation', 'conversation'],
  ['message', 'message'],
  ['turn', 'turn'],
  ['memory', 'memory', 'memories'],
];

/** What a database holds, in one line. */
export function rowsInWords(rows: Readonly<Record<string, number>>): string {
  return asked.map(([table, one, many]) => counted(rows[table] ?? 0, one, many)).join(', ');
}
