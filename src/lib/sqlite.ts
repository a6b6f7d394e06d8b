import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { versions } from 'node:process';
import type Driver from 'better-sqlite3';
import { OperatorError } from '../core/failure.js';

/** The only file that knows which package SQLite comes from, and that there are two of them. */

export type SqliteConnection = Driver.Database;
export type SqliteOptions = Driver.Options;
/** With the shape of its parameters, and of its rows. */
export type SqliteStatement<
  Parameters extends unknown[] | object = unknown[],
  Row = unknown,
> = Driver.Statement<Parameters, Row>;
export type SqliteDriver = typeof Driver;

/**
 * better-sqlite3 13 carries one binary for all Nodes from 22 on, and crashes on 20 as soon as a database is opened; 12 is
 * compiled for the Node that installs it, and aborts in garbage collection from 24.19 on. So each has its Nodes, and
 * which of the two npm installs is said by the `engines` of our own little package around 12 (vendor/).
 */
const firstNodeOf13 = 22;
const packages = {
  older: { name: 'kindred-sqlite-for-node-20', major: 12 },
  newer: { name: 'better-sqlite3', major: 13 },
} as const;

/** Opens a file, `:memory:` or, with an empty name, a temporary one. @throws SqliteError, or OperatorError when the driver does not run on this Node. */
export function openSqlite(file: string, options?: SqliteOptions): SqliteConnection {
  const driver = sqliteDriver();
  try {
    return new driver(file, options);
  } catch (cause) {
    // The native part is loaded with the first connection and not with the package.
    throw isUnloadable(cause) ? builtForAnother(versions.node, cause) : cause;
  }
}

/** The class of connections itself, for who looks into it. */
export function sqliteDriver(): SqliteDriver {
  return loadSqlite(createRequire(import.meta.url), versions.node);
}

/**
 * The driver that belongs to a Node; no other one is loaded.
 * @param require finds packages from the place where they are needed
 * @param node a version such as `22.4.0`
 * @throws OperatorError when it is not installed.
 */
export function loadSqlite(require: NodeJS.Require, node: string): SqliteDriver {
  const isOlder = Number.parseInt(node, 10) < firstNodeOf13;
  // Installed without our lock file, npm itself chooses the version of better-sqlite3 that suits the Node.
  const candidates = isOlder
    ? [packages.older, { ...packages.newer, major: packages.older.major }]
    : [packages.newer];
  for (const { name, major } of candidates) {
    if (installedMajor(require, name, major)) return require(name) as SqliteDriver;
  }
  throw new OperatorError(
    `the SQLite library for Node ${node} is not installed: the packages here were installed by another Node`,
    'install again with this one: run npm ci, or npm install -g where it was installed so',
  );
}

/** Whether this major version is there, told from its description alone: nothing is run. */
function installedMajor(require: NodeJS.Require, name: string, major: number): boolean {
  // What stands in for 12 has a version of its own; its dependency has the one that counts.
  if (name === packages.older.name) return isThere(require, name);
  if (!isThere(require, name)) return false;
  const { version } = require(`${name}/package.json`) as { version: string };
  return Number.parseInt(version, 10) === major;
}

function isThere(require: NodeJS.Require, name: string): boolean {
  try {
    return dirname(require.resolve(`${name}/package.json`)) !== '';
  } catch (cause) {
    if (isMissing(cause)) return false;
    throw cause;
  }
}

const codeOf = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause ? cause.code : undefined;
const isMissing = (cause: unknown): boolean => codeOf(cause) === 'MODULE_NOT_FOUND';

/** Node's own code for a binary it cannot load; without one, `bindings` says that it looked everywhere. */
function isUnloadable(cause: unknown): boolean {
  if (codeOf(cause) === 'ERR_DLOPEN_FAILED' || isMissing(cause)) return true;
  return cause instanceof Error && /bindings file|NODE_MODULE_VERSION/u.test(cause.message);
}

function builtForAnother(node: string, cause: unknown): OperatorError {
  return new OperatorError(
    `the SQLite library is built for another Node than this one (${node}), or not built at all`,
    'run npm rebuild, or install again with this Node',
    { cause },
  );
}
