import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../../config/config.js';
import { openSqlite } from '../../lib/sqlite.js';
import { version } from '../../core/version.js';
import { look, ok, wrong, type Finding } from './finding.js';

/** package.json, engines. */
const leastNode = [20, 19] as const;
/** The newest Node the tests were run on (README). */
const newestNode = 26;
const gigabyte = 1_000_000_000;
/** SQLite, logs and one backup need room; below this a day of talk may fill the disk. */
const leastFree = 0.5 * gigabyte;

/** Node, the program itself and its database library. */
export function checkProgram(node: string | undefined): readonly Finding[] {
  return [
    ...(node === undefined ? [] : [checkNode(node)]),
    ok('program', `Kindred ${version}`),
    checkSqlite(),
  ];
}

function checkNode(node: string): Finding {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const isOld = major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1]);
  if (isOld) {
    return wrong('node', `Node ${node} is too old`, `install Node ${leastNode.join('.')} or newer`);
  }
  return major > newestNode
    ? look('node', `Node ${node} was not tried yet`, `Node ${newestNode} is known to work`)
    : ok('node', `Node ${node}`);
}

function checkSqlite(): Finding {
  try {
    const connection = openSqlite(':memory:');
    const row = connection.prepare('select sqlite_version() as version').get() as { version: string };
    connection.close();
    return ok('sqlite', `SQLite ${row.version}`);
  } catch (cause) {
    return wrong(
      'sqlite',
      cause instanceof Error ? cause.message : 'it cannot be loaded',
      'run "npm ci" again',
    );
  }
}

/** Room on the disk of the data folder. */
export function checkDisk({ data }: Config): Finding {
  let folder = data;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const database = statSync(join(data, 'kindred.db'), { throwIfNoEntry: false })?.size ?? 0;
  const what = `${inGigabytes(free)} free; the database has ${inGigabytes(database)}`;
  if (free < leastFree) return wrong('disk', what, 'make room: a full disk stops everything');
  // A backup is a copy, and a vacuum of it one more.
  if (free < 3 * database) return look('disk', what, 'a backup needs as much again, twice: make room');
  return ok('disk', what);
}

const inGigabytes = (bytes: number): string =>
  `${(bytes / gigabyte).toFixed(bytes < gigabyte / 10 ? 3 : 1)} GB`;
