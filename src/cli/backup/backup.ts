import { join, resolve } from 'node:path';
import type { Config } from '../../config/config.js';
import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { counted } from '../../lib/counted.js';
import { systemClock } from '../../lib/system-clock.js';
import { writeBackup } from '../../store/engine/backup.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { visible } from '../terminal/plain.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { fileStamp } from './file-stamp.js';
import { inMegabytes, rowsInWords } from './file-words.js';
import { keepBackups, newestBackup } from './kept-backups.js';

export interface BackupOptions extends SettingsOptions {
  readonly json?: boolean;
  /** Where backups with a time for a name go. */
  readonly folder?: string;
  /** Stay, and make one every so often. */
  readonly every?: Milliseconds;
  /** Of those with a time for a name, the newest so many stay. */
  readonly keep?: number;
}

/** After one that failed, such as on a full disk. */
const againMs: Milliseconds = 10 * 60_000;

/** `kindred backup [file]`: a verified copy of the database, also while `kindred run` is at work. */
export async function backup(
  surroundings: Surroundings,
  file: string | undefined,
  options: BackupOptions,
): Promise<void> {
  const { every, keep } = options;
  if (file !== undefined && (every !== undefined || keep !== undefined || options.folder !== undefined)) {
    throw new OperatorError(
      'a named file is one backup: --folder, --every and --keep are for those named by their time',
      'leave out the file, or these',
    );
  }
  const { config } = loadSettings(surroundings, options);
  const folder = resolve(surroundings.cwd, options.folder ?? join(config.data, 'backups'));
  const one = (): Promise<void> => backUpOnce(surroundings, config, folder, file, options);
  if (every === undefined) return one();
  await backUpForEver(surroundings, folder, every, one);
}

async function backUpOnce(
  surroundings: Surroundings,
  { data }: Config,
  folder: string,
  file: string | undefined,
  { json, keep }: BackupOptions,
): Promise<void> {
  const path =
    file === undefined
      ? join(folder, `${fileStamp(systemClock().now())}.db`)
      : resolve(surroundings.cwd, file);
  const { bytes, schemaVersion, rows } = await writeBackup(join(data, 'kindred.db'), path);
  // Only once there is a newer one that was found whole.
  const removed = keep === undefined ? [] : keepBackups(folder, keep);
  if (json === true) {
    printJson(surroundings, { path, bytes, schemaVersion, rows, sessions: false, removed });
    return;
  }
  print(surroundings, `${path}: ${inMegabytes(bytes)}, opened and found whole`);
  print(surroundings, rowsInWords(rows));
  if (removed.length > 0) print(surroundings, `${counted(removed.length, 'older backup')} removed`);
  print(
    surroundings,
    `Sessions are not in it: without ${join(data, 'sessions')} and the vault key (docs/vault.md) the accounts sign in again.`,
  );
}

/**
 * One after the other until stopped. A start soon after the last backup waits for the rest of the time. What fails the
 * first time ends it at once, so that a wrong setting is seen; later, as on a full disk, it is said and tried again.
 */
async function backUpForEver(
  { stop, stderr }: Surroundings,
  folder: string,
  every: Milliseconds,
  one: () => Promise<void>,
): Promise<void> {
  const clock = systemClock();
  const newest = newestBackup(folder);
  let wait = newest === null ? 0 : Math.max(0, newest + every - clock.now());
  let isFirst = true;
  for (;;) {
    await clock.sleep(Math.min(wait, every), stop);
    if (stop.aborted) return;
    try {
      await one();
      wait = every;
    } catch (cause) {
      if (isFirst || !(cause instanceof OperatorError)) throw cause;
      stderr.write(`kindred: ${visible(cause.message)}\n`);
      wait = Math.min(every, againMs);
    }
    isFirst = false;
  }
}
