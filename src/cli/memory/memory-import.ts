import { resolve } from 'node:path';
import { importChat, type ImportResult } from '../../app/orders/import-chat.js';
import { withStore } from '../../app/orders/store-without-run.js';
import { systemClock } from '../../lib/system-clock.js';
import { findAccount } from '../account/find-account.js';
import { plain } from '../terminal/plain.js';
import { ProgressBar } from '../terminal/progress-bar.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../frame/while-owning.js';

export interface MemoryImportOptions extends SettingsOptions {
  readonly account: string;
  readonly otherSide: 'character' | 'operator';
  readonly json?: boolean;
}

/**
 * `kindred memory import <file>`: a chat as Telegram Desktop exports it becomes the beginning of a conversation.
 * @returns whether the whole file was taken over
 */
export async function memoryImport(
  surroundings: Surroundings,
  file: string,
  options: MemoryImportOptions,
): Promise<boolean> {
  const { config } = loadSettings(surroundings, options);
  const { id: account, character } = findAccount(config.accounts, options.account);
  const bar = new ProgressBar(surroundings.stderr, 'importing');
  const result = await whileOwning(surroundings, config, 'kindred memory import', () =>
    withStore(config, (database) =>
      importChat(database, systemClock(), {
        file: resolve(surroundings.cwd, file),
        account,
        character,
        otherSide: options.otherSide,
        onProgress: (share) => bar.show(share),
        stop: surroundings.stop,
      }),
    ),
  ).finally(() => bar.end());
  if (options.json) printJson(surroundings, result);
  else for (const line of inWords(result)) print(surroundings, line);
  return result.broken === null && result.unreadable === 0;
}

function inWords(result: ImportResult): readonly string[] {
  const { conversation, added, alreadyThere, service, problems, unreadable, broken } = result;
  return [
    `${conversation}: ${added} messages taken over${alreadyThere === 0 ? '' : `, ${alreadyThere} were there already`}`,
    ...(service === 0 ? [] : [`  ${service} entries are no messages (calls, pinned messages)`]),
    ...(unreadable === 0 ? [] : [`  ${unreadable} could not be read:`]),
    ...problems.map((problem) => `    ${plain(problem)}`),
    ...(unreadable > problems.length ? [`    and ${unreadable - problems.length} more`] : []),
    ...(broken === null ? [] : [`  the rest was not read: ${broken}`]),
    'The next "kindred run" reads it in the background and remembers; the person is told about the AI first.',
  ];
}
