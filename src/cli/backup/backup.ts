import { join, resolve } from 'node:path';
import { systemClock } from '../../lib/system-clock.js';
import { writeBackup } from '../../store/engine/backup.js';
import { fileStamp } from './file-stamp.js';
import { inMegabytes, rowsInWords } from './file-words.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface BackupOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred backup [file]`: a verified copy of the database, also while `kindred run` is at work. */
export async function backup(
  surroundings: Surroundings,
  file: string | undefined,
  options: BackupOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const path =
    file === undefined
      ? join(config.data, 'backups', `${fileStamp(systemClock().now())}.db`)
      : resolve(surroundings.cwd, file);
  const { bytes, schemaVersion, rows } = await writeBackup(join(config.data, 'kindred.db'), path);
  if (options.json) {
    printJson(surroundings, { path, bytes, schemaVersion, rows, sessions: false });
    return;
  }
  print(surroundings, `${path}: ${inMegabytes(bytes)}, opened and found whole`);
  print(surroundings, rowsInWords(rows));
  print(
    surroundings,
    `Sessions are not in it: without ${join(config.data, 'sessions')} and the vault key (docs/vault.md) the accounts sign in again.`,
  );
}
