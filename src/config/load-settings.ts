import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { closestWord } from './closest-word.js';
import type { TelegramServer } from './config.js';
import { describeValue } from './describe-value.js';
import type { Environment } from './env.js';
import { environmentNames } from './env.js';
import { dataFolderOf, type Home } from './find-home.js';
import type { KindredFile, LogLevel } from './kindred-file.js';
import { kindredFile, logLevels, roleNames } from './kindred-file.js';
import type { FieldPath, Problem } from './problem.js';
import { formatPath } from './problem.js';
import { parseYamlFile, parseYamlText } from './yaml-file.js';

/** Paths are absolute here. */
export interface Settings extends KindredFile {
  readonly logLevel: LogLevel;
  readonly server: TelegramServer | undefined;
}

export type Found<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

type Say = (path: FieldPath, problem: Omit<Problem, 'file' | 'line' | 'field'>) => void;

/** kindred.yaml, or the file named instead of it, and what the environment sets in its place. */
export function loadSettings(
  place: Home,
  named: string | undefined,
  environment: Environment,
): Found<Settings> {
  const home = place.folder;
  const path = named === undefined ? join(home, 'kindred.yaml') : resolve(home, named);
  const options = { name: named ?? 'kindred.yaml', refusePlaceholders: true };
  const parsed =
    named === undefined && !existsSync(path)
      ? parseYamlText('', kindredFile, options)
      : parseYamlFile(path, kindredFile, options);
  if (!parsed.ok) return parsed;

  const problems: Problem[] = [];
  const say: Say = (field, problem) => {
    problems.push({ file: options.name, line: parsed.lineOf(field), field: formatPath(field), ...problem });
  };
  checkRoles(parsed.value, say);
  checkSpeech(parsed.value, say);
  const data =
    environment.dataFolder === undefined
      ? dataFolderOf(place, parsed.value.data)
      : resolve(home, environment.dataFolder);
  const vault = { ...parsed.value.vault, keyFile: resolve(home, parsed.value.vault.keyFile) };
  if (isInside(data, vault.keyFile)) sayKeyFileInside(parsed.value, data, say);
  const server = readServer(parsed.value, dirname(path), say);
  const receiver = receiverPaths(parsed.value, dirname(path));
  const logLevel = chooseLogLevel(parsed.value, environment, problems);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { ...parsed.value, data, vault, logLevel, server, receiver } };
}

function checkRoles({ models }: KindredFile, say: Say): void {
  const providers = ['anthropic', ...Object.keys(models.endpoints)];
  for (const role of roleNames) {
    models.roles[role].forEach(({ provider }, index) => {
      if (providers.includes(provider)) return;
      const meant = closestWord(provider, providers);
      say(['models', 'roles', role, index], {
        expected: `a provider that models.endpoints names, or anthropic (${providers.join(', ')})`,
        got: describeValue(provider, []),
        ...(meant === undefined ? {} : { remedy: `did you mean ${meant}?` }),
      });
    });
  }
}

/** What listens or speaks over HTTP does so at an endpoint: Anthropic has no such routes. */
function checkSpeech({ models }: KindredFile, say: Say): void {
  const endpoints = Object.keys(models.endpoints);
  for (const role of ['ear', 'mouth'] as const) {
    const choice = models[role];
    if (choice === null || 'command' in choice || endpoints.includes(choice.provider)) continue;
    const meant = closestWord(choice.provider, endpoints);
    say(['models', 'roles', role], {
      expected: `an endpoint that models.endpoints names (${endpoints.join(', ') || 'there is none'})`,
      got: describeValue(choice.provider, []),
      ...(meant === undefined ? {} : { remedy: `did you mean ${meant}?` }),
    });
  }
}

/** A copy of the data folder must not hold the key beside what it opens. */
function sayKeyFileInside({ vault }: KindredFile, data: string, say: Say): void {
  say(['vault', 'keyFile'], {
    expected: `a file outside the data folder (${data})`,
    got: describeValue(vault.keyFile, []),
    remedy: 'a copy of that folder would hold the key beside what it opens',
  });
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path.split(sep)[0] !== '..' && !isAbsolute(path);
}

function receiverPaths({ receiver }: KindredFile, folder: string): KindredFile['receiver'] {
  if (receiver?.tls === undefined) return receiver;
  const { certFile, keyFile } = receiver.tls;
  return { ...receiver, tls: { certFile: resolve(folder, certFile), keyFile: resolve(folder, keyFile) } };
}

function readServer({ telegram }: KindredFile, folder: string, say: Say): TelegramServer | undefined {
  if (telegram.server === undefined) return undefined;
  const { publicKeyFile, ...server } = telegram.server;
  const publicKey = readPublicKey(resolve(folder, publicKeyFile));
  if (publicKey !== undefined) return { ...server, publicKey };
  say(['telegram', 'server', 'publicKeyFile'], {
    expected: "a readable file with the server's RSA public key as PEM",
    got: describeValue(publicKeyFile, []),
  });
  return undefined;
}

/** Undefined for whatever is not a PEM file with a public RSA key: the file system and the key parser throw many kinds of errors. */
function readPublicKey(path: string): string | undefined {
  try {
    const pem = readFileSync(path, 'utf8');
    // A private key would yield its public half, but it has no business here.
    return !pem.includes('PRIVATE') && createPublicKey(pem).asymmetricKeyType === 'rsa' ? pem : undefined;
  } catch {
    return undefined;
  }
}

function chooseLogLevel(values: KindredFile, environment: Environment, problems: Problem[]): LogLevel {
  if (environment.logLevel === undefined) return values.logLevel;
  const level = logLevels.find((one) => one === environment.logLevel);
  if (level !== undefined) return level;
  problems.push({
    file: 'environment',
    field: environmentNames.logLevel,
    expected: `one of ${logLevels.join(', ')}`,
    got: describeValue(environment.logLevel, []),
  });
  return values.logLevel;
}
