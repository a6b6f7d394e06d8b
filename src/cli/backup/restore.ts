import { counted } from '../../lib/counted.js';
import { join, resolve } from 'node:path';
import { systemClock } from '../../lib/system-clock.js';
import { takeOwnership } from '../../store/engine/ownership.js';
import { restoreBackup } from '../../store/engine/restore.js';
import { fileStamp } from './file-stamp.js';
import { inMegabytes, rowsInWords } from './file-words.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface RestoreOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred restore <file>`: put a backup in the database's place and keep what was there aside. */
export async function restore(
  surroundings: Surroundings,
  file: string,
  options: RestoreOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const { pid, host, cwd } = surroundings;
  const now = systemClock().now();
  const since = new Date(now).toISOString();
  const owner = takeOwnership(config.data, { program: 'kindred restore', pid, host, since });
  try {
    const path = join(config.data, 'kindred.db');
    const backup = resolve(cwd, file);
    const { facts, backupVersion, keptAside, dropped } = await restoreBackup(
      path,
      backup,
      fileStamp(now),
      now,
    );
    if (options.json) {
      const { bytes, schemaVersion, rows } = facts;
      printJson(surroundings, {
        path,
        backup,
        bytes,
        backupVersion,
        schemaVersion,
        rows,
        keptAside,
        dropped,
      });
      return;
    }
    print(surroundings, `${path} is now ${backup}: ${inMegabytes(facts.bytes)}, opened and found whole`);
    print(surroundings, rowsInWords(facts.rows));
    print(
      surroundings,
      keptAside === null ? 'There was no database before.' : `What was there before is kept as ${keptAside}.`,
    );
    if (dropped > 0) {
      print(
        surroundings,
        `${counted(dropped, 'message that was', 'messages that were')} on the way when the backup was made: not sent (restored).`,
      );
    }
    print(surroundings, 'The next "kindred run" fetches from Telegram what came since the backup.');
  } finally {
    owner.release();
  }
}
