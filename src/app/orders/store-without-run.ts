import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import { checkAtStart } from '../../store/engine/check-at-start.js';
import { isThere } from '../../store/engine/database-file.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import { NothingStored } from '../../store/engine/open-for-reading.js';

/**
 * Work on the store while no program does; call while owning the data folder.
 * @throws OperatorError when it is damaged, or there is none yet (`makesOne`: then an empty one is made).
 */
export async function withStore<T>(
  config: Config,
  work: (database: Database) => Promise<T>,
  { makesOne = false } = {},
): Promise<T> {
  const file = join(config.data, 'kindred.db');
  if (isThere(file)) checkAtStart(file);
  else if (makesOne) mkdirSync(config.data, { recursive: true });
  else throw nothingToChange(config);
  const database = openDatabase(file);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** In the words in which whoever only looks is told, and a failure where something was to be done. */
export function nothingToChange({ data }: Config): OperatorError {
  return new OperatorError(new NothingStored(join(data, 'kindred.db')).message);
}
