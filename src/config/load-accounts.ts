import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../core/failure.js';
import { accountId, characterId } from '../core/ids.js';
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
  const fileOfPhone = new Map<string, string>();

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
    const { character, phone } = parsed.value;
    if (!characters.includes(character)) {
      const meant = closestWord(character, characters);
      say(['character'], {
        field: 'character',
        expected: `the name of a file in characters/ (${characters.length === 0 ? 'there is none' : characters.join(', ')})`,
        got: describeValue(character, []),
        ...(meant === undefined ? {} : { remedy: `did you mean ${meant}?` }),
      });
    }
    const other = fileOfPhone.get(phone);
    if (other !== undefined) {
      say(['phone'], {
        field: 'phone',
        expected: 'each account in one file',
        got: `the number of ${other} again`,
        remedy: 'delete one of the two files',
      });
    }
    fileOfPhone.set(phone, file);
    accounts.push(toAccount(id, parsed.value));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: accounts };
}

function toAccount(id: string, file: AccountFile): AccountConfig {
  const { proxy, caps, label, character, ...rest } = file;
  return {
    ...rest,
    id: accountId(id),
    label: label ?? id,
    character: characterId(character),
    ...(proxy === undefined ? {} : { proxy }),
    ...(caps === undefined ? {} : { caps }),
  };
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
