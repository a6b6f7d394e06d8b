import { environmentNames } from '../../config/env.js';
import type { Surroundings } from './surroundings.js';

/** Where nothing says how wide the screen is, and for what is not read on one. */
const usualColumns = 80;

/** Columns to lay out for: the terminal's own, what COLUMNS says, else the usual 80. */
export function screenColumns({ env, stdout }: Pick<Surroundings, 'env' | 'stdout'>): number {
  const told = Number(env[environmentNames.columns]);
  if (stdout.columns !== undefined && stdout.columns > 0) return stdout.columns;
  return Number.isInteger(told) && told > 0 ? told : usualColumns;
}

/** Whether bold and grey may be used: at a terminal that has them, and where nobody asked for none (no-color.org). */
export function mayColour(
  { env, stdout }: Pick<Surroundings, 'env' | 'stdout'>,
  stream: Pick<Surroundings['stdout'], 'isTTY'> = stdout,
): boolean {
  if (stream.isTTY !== true || env[environmentNames.terminal] === 'dumb') return false;
  return (env[environmentNames.noColour] ?? '') === '';
}
