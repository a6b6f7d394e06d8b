import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../core/failure.js';
import { accountId, characterId } from '../core/ids.js';
import { familyOf } from '../core/person-alias.js';
import type { AccountFile } from './account-file.js';
import { accountFile } from './account-file.js';
import { closestWord } from './closest-word.js';
import type { AccountConfig } from './config.js';
import { describeValue } from './describe-value.js';
import type { Found } from './load-settings.js';
import type { FieldPath, Problem } from './problem.js';
import { parseYamlFile } from './yaml-file.js';

const idWords = 'a file name of small letters, digits and - (at most 32), such as mira-main.yaml';

/** accounts/*.yaml, in the order of their names. Whether a character file is any good is for its own loader to say. */
export function loadAccounts(home: string, charactersFolder: string): Found<readonly AccountConfig[]> {
  const problems: Problem[] = [];
  const accounts: AccountConfig[] = [];
  const characters = namesIn(charactersFolder).flatMap((name) => {
    if (name.endsWith('.yaml')) return [name.slice(0, -'.yaml'.length)];
    return existsSync(join(charactersFolder, name, 'character.yaml')) ? [name] : [];
  });
  const fileOfLine = new Map<string, string>();

  for (const name of namesIn(join(home, 'accounts')).filter((one) => /\.ya?ml$/i.test(one))) {
    const file = `accounts/${name}`;
    const id = /^([a-z0-9][a-z0-9-]{0,31})\.yaml$/.exec(name)?.[1];
    if (id === undefined) {
      problems.push({ file, expected: idWords, got: describeValue(name, []), remedy: 'rename the file' });
      continue;
    }
    const parsed = parseYamlFile(join(home, 'accounts', name), accountFile, {
      name: file,
      refusePlaceholders: true,
    });
    if (!parsed.ok) {
      problems.push(...parsed.problems);
      continue;
    }
    const say = (path: FieldPath, problem: Omit<Problem, 'file' | 'line'>): void => {
      problems.push({ file, line: parsed.lineOf(path), ...problem });
    };
    const { character } = parsed.value;
    if (!characters.includes(character)) {
      const meant = closestWord(character, characters);
      say(['character'], {
        field: 'character',
        expected: `the name of a file in characters/ (${characters.length === 0 ? 'there is none' : characters.join(', ')})`,
        got: describeValue(character, []),
        ...(meant === undefined ? {} : { remedy: `did you mean ${meant}?` }),
      });
    }
    const line = lineOf(parsed.value);
    const other = line === null ? undefined : fileOfLine.get(line.key);
    if (line !== null && other !== undefined) {
      say([line.field], {
        field: line.field,
        expected: 'each account in one file',
        got: `${line.called} of ${other} again`,
        remedy: 'delete one of the two files',
      });
    }
    if (line !== null) fileOfLine.set(line.key, file);
    accounts.push(toAccount(id, parsed.value));
  }
  problems.push(...sharedCharacters(accounts), ...withoutBot(accounts));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: accounts };
}

const howCalled = {
  'telegram-bot': 'a bot',
  'telegram-business': 'a lent account',
  'whatsapp-cloud': 'a number on WhatsApp',
  'whatsapp-green': 'a number on WhatsApp',
  'whatsapp-evolution': 'a number on WhatsApp',
} as const;

/**
 * A talk has one home. Whoever writes to a bot or a WhatsApp number is answered there, nobody takes over from it, and it
 * from nobody: its character lives on no other account. So no number is ever a way around a verdict on another.
 */
function sharedCharacters(accounts: readonly AccountConfig[]): readonly Problem[] {
  return accounts.flatMap((bot) => {
    // On another service people are others, until they join the two talks themselves.
    const other = accounts.find(
      ({ id, character, channel, role }) =>
        character === bot.character &&
        id !== bot.id &&
        // A standby takes over whoever was lost, and a verdict on a number is not to be walked around.
        (familyOf(channel) === familyOf(bot.channel) || role === 'standby'),
    );
    if (bot.channel === 'telegram-user' || other === undefined) return [];
    return [
      {
        file: `accounts/${bot.id}.yaml`,
        field: 'character',
        expected: `a character that lives on no other account, as ${howCalled[bot.channel]} has its own`,
        got: `that of accounts/${other.id}.yaml, too`,
        remedy: 'give one of the two another character',
      },
    ];
  });
}

/** Somebody's own account comes over the line of a bot. */
function withoutBot(accounts: readonly AccountConfig[]): readonly Problem[] {
  const bots = accounts.filter(({ channel }) => channel === 'telegram-bot').map(({ id }) => id);
  return accounts.flatMap((account) => {
    if (account.channel !== 'telegram-business' || bots.includes(account.bot)) return [];
    return [
      {
        file: `accounts/${account.id}.yaml`,
        field: 'bot',
        expected: `the name of an account of channel: telegram-bot (${bots.length === 0 ? 'there is none' : bots.join(', ')})`,
        got: describeValue(account.bot, []),
        remedy: 'name the account of the bot that the owner connects',
      },
    ];
  });
}

/** What must not be in two files: each kind has its own. Null where the file does not say it. */
function lineOf(
  file: AccountFile,
): { readonly field: string; readonly key: string; readonly called: string } | null {
  switch (file.channel) {
    case 'telegram-bot': {
      const { tokenEnv } = file;
      return tokenEnv === undefined ? null : { field: 'tokenEnv', key: tokenEnv, called: 'the token' };
    }
    case 'telegram-business':
      return { field: 'owner', key: `${file.bot}/${file.owner}`, called: 'the owner' };
    case 'whatsapp-cloud':
      return { field: 'phoneNumberId', key: `cloud ${file.phoneNumberId}`, called: 'the number' };
    case 'whatsapp-green':
      return { field: 'instance', key: `${file.apiUrl} ${file.instance}`, called: 'the instance' };
    case 'whatsapp-evolution':
      return { field: 'instance', key: `${file.server} ${file.instance}`, called: 'the instance' };
    case 'telegram-user':
    case undefined:
      return { field: 'phone', key: file.phone, called: 'the number' };
  }
}

function toAccount(id: string, file: AccountFile): AccountConfig {
  const { label, character, people, caps } = file;
  const common = {
    id: accountId(id),
    label: label ?? id,
    character: characterId(character),
    ...(people === undefined ? {} : { people }),
    ...(caps === undefined ? {} : { caps }),
  };
  if (file.channel === 'telegram-bot') {
    const { channel, receive, tokenEnv } = file;
    return { ...common, channel, role: 'primary', receive, ...(tokenEnv === undefined ? {} : { tokenEnv }) };
  }
  if (file.channel === 'telegram-business') {
    const { channel, bot, owner, answers } = file;
    return { ...common, channel, role: 'primary', bot: accountId(bot), owner, answers };
  }
  if (
    file.channel === 'whatsapp-cloud' ||
    file.channel === 'whatsapp-green' ||
    file.channel === 'whatsapp-evolution'
  ) {
    return { ...withoutEmpty(file), ...common, role: 'primary' };
  }
  const { phone, api, role, device, quiet, proxy } = file;
  return {
    ...common,
    channel: 'telegram-user',
    phone,
    api,
    role,
    device,
    quiet,
    ...(proxy === undefined ? {} : { proxy }),
  };
}

/** What is not said is not there, rather than there as nothing. */
function withoutEmpty<File extends object>(file: File): File {
  return Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined)) as File;
}

/** File names in a stable order; none where the folder is missing. */
function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch (error) {
    throw new OperatorError(`${folder} cannot be listed`, 'it must be a folder that this user may read', {
      cause: error,
    });
  }
}
