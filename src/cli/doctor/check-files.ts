import { accessSync, constants, existsSync, lstatSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Config } from '../../config/config.js';
import { OperatorError } from '../../core/failure.js';
import { NothingStored, openForReading } from '../../store/engine/open-for-reading.js';
import { vaultStatus } from '../../vault/status.js';
import type { KeyPlaces } from '../../vault/key-ring.js';
import { keyWords } from '../session/vault-status.js';
import { look, ok, wrong, type Finding } from './finding.js';

/** Bits of a mode that let others in. */
const others = 0o077;

/** Files that hold keys or words, and who may read them. */
export async function checkFiles(
  config: Config,
  environmentFiles: readonly string[],
): Promise<readonly Finding[]> {
  return [
    ...environmentFiles
      .filter((file) => existsSync(file))
      .map((file) => privateFile('env-file', file, config.home)),
    dataFolder(config),
    await database(config),
  ];
}

function privateFile(check: string, file: string, home: string): Finding {
  const name = shortName(file, home);
  const { mode } = lstatSync(file);
  if ((mode & others) === 0) return ok(check, `${name} is readable by you alone`);
  return look(check, `others on this machine may read ${name}, which holds keys`, `chmod 600 ${file}`);
}

function dataFolder({ data, home }: Config): Finding {
  const name = shortName(data, home);
  const facts = lstatSync(data, { throwIfNoEntry: false });
  if (facts === undefined)
    return look('data', `there is no ${name} yet`, '"kindred run" makes it at its first start');
  if (!facts.isDirectory())
    return wrong('data', `${name} is no folder`, 'name a folder as "data" in kindred.yaml');
  try {
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return wrong('data', `${name} cannot be written by this user`, 'run as the user it belongs to');
  }
  return (facts.mode & others) === 0
    ? ok('data', `${name} is yours alone`)
    : look('data', `others on this machine may look into ${name}`, `chmod 700 ${data}`);
}

async function database({ data, home }: Config): Promise<Finding> {
  const file = join(data, 'kindred.db');
  try {
    const opened = openForReading(file);
    await opened.close();
  } catch (cause) {
    if (cause instanceof NothingStored)
      return look('database', 'nothing is stored yet', '"kindred run" begins it');
    if (!(cause instanceof OperatorError)) throw cause;
    return wrong('database', cause.message, 'docs/operating.md says how to go back to a backup');
  }
  const { mode } = lstatSync(file);
  return (mode & others) === 0
    ? ok('database', `${shortName(file, home)} opens and has this version's tables`)
    : look('database', `others on this machine may read ${shortName(file, home)}`, `chmod 600 ${file}`);
}

/** Where the vault's key is and which sessions it opens. */
export function checkVault(config: Config, places: KeyPlaces): readonly Finding[] {
  const { source, keyFile, sessions } = vaultStatus({ dataDir: config.data, ...places });
  if (source === null) return [look('vault', 'nothing is sealed yet', 'run "kindred login <account>"')];
  const shut = sessions.filter(({ state }) => state === 'refused');
  const name = shortName(keyFile.path, config.home);
  const key =
    source === 'file' && !keyFile.exists
      ? wrong(
          'vault',
          `the key file ${name} is not there`,
          `put ${name} back: without it every account signs in again`,
        )
      : ok('vault', `sealed under ${keyWords[source]}, ${sessions.length} sessions`);
  const isOpenToOthers =
    source === 'file' && keyFile.exists && (lstatSync(keyFile.path).mode & others) !== 0
      ? [wrong('vault-key', `others on this machine may read ${name}`, `chmod 600 ${keyFile.path}`)]
      : [];
  return [
    key,
    ...isOpenToOthers,
    ...shut.map(({ account, problem }) =>
      wrong(
        'session',
        `the session of ${account} is refused: ${problem ?? 'it is gone'}`,
        '"kindred vault status"',
      ),
    ),
  ];
}

const shortName = (file: string, home: string): string => {
  const path = relative(home, file);
  return path.startsWith('..') || path === '' ? file : path;
};
