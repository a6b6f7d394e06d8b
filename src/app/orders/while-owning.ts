import type { Config } from '../../config/config.js';
import { systemClock } from '../../lib/system-clock.js';
import { takeOwnership } from '../../store/engine/ownership.js';

/** The process that does something, as told to a second one that wants the same data folder. */
export interface Doer {
  readonly pid: number;
  readonly host: string;
}

/**
 * Do something while no other kindred works on the data folder: a session on two connections is void for good.
 * @throws OperatorError that names who holds it.
 */
export async function whileOwning<T>(
  { pid, host }: Doer,
  config: Config,
  program: string,
  work: () => Promise<T>,
): Promise<T> {
  const since = new Date(systemClock().now()).toISOString();
  const owner = takeOwnership(config.data, { program, pid, host, since });
  try {
    return await work();
  } finally {
    owner.release();
  }
}
