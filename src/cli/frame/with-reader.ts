import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import type { Reader } from '../../store/engine/database.js';
import { nothingToChange } from '../../app/orders/store-without-run.js';
import { NothingStored, openForReading } from '../../store/engine/open-for-reading.js';

/**
 * Look into the database: the one way in which commands do.
 * @throws NothingStored when there is none yet: the command ends with that sentence, and well (see program.ts)
 */
export async function withReader<T>({ data }: Config, work: (read: Reader) => Promise<T>): Promise<T> {
  const database = openForReading(join(data, 'kindred.db'));
  try {
    return await work(database.read);
  } finally {
    await database.close();
  }
}

/** As `withReader`, for what has something to say before anything is stored, too. */
export async function withReaderOrNone<T>(
  config: Config,
  work: (read: Reader | null) => Promise<T>,
): Promise<T> {
  try {
    return await withReader(config, work);
  } catch (cause) {
    if (cause instanceof NothingStored) return work(null);
    throw cause;
  }
}

/**
 * As `withReader`, for a command that is to change something: where nothing is stored it cannot.
 * @throws OperatorError
 */
export async function withReaderToChange<T>(config: Config, work: (read: Reader) => Promise<T>): Promise<T> {
  return withReaderOrNone(config, (read) => {
    if (read === null) throw nothingToChange(config);
    return work(read);
  });
}
