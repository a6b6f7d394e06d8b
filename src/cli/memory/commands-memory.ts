import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';
import { chatArgument } from '../chat/find-chat.js';
import type { MemoryImportOptions } from './memory-import.js';
import type { MemoryOptions } from './memory-view.js';
import type { SettingsOptions } from '../frame/settings.js';

/** What is remembered of people. */
export function memoryCommands(program: Command, { surroundings, settings, exitWith }: CommandParts): void {
  const memory = program
    .command('memory')
    .description('what is remembered of a person: see it, correct it, give it out, forget it');
  const ofChat = (command: Command): Command =>
    settings(command).requiredOption('--chat <chat>', chatArgument);

  ofChat(memory.command('list'))
    .description('the memories of a chat with their numbers')
    .option('--all', 'also what something newer took the place of')
    .action(async (options: MemoryOptions) =>
      (await import('./memory-view.js')).memoryList(surroundings, options),
    );
  ofChat(memory.command('show'))
    .description('one memory and the words it was learnt from')
    .argument('<no>', 'its number', number)
    .action(async (no: number, options: MemoryOptions) =>
      (await import('./memory-view.js')).memoryShow(surroundings, no, options),
    );
  ofChat(memory.command('search'))
    .description('what recall finds for some words, with scores')
    .argument('<words...>', 'what to look for')
    .action(async (words: readonly string[], options: MemoryOptions) =>
      (await import('./memory-recall.js')).memorySearch(surroundings, words, options),
    );
  ofChat(memory.command('why'))
    .description('what was looked at for a message, how each was scored, and what came into the prompt')
    .argument('<message>', "the beginning of its turn's id, #<number> or message:<row>")
    .action(async (message: string, options: MemoryOptions) =>
      (await import('./memory-recall.js')).memoryWhy(surroundings, message, options),
    );
  ofChat(memory.command('edit'))
    .description('correct a memory; its old words stay in history')
    .argument('<no>', 'its number', number)
    .argument('<words...>', 'what is true')
    .action(async (no: number, words: readonly string[], options: MemoryOptions) =>
      (await import('./memory-change.js')).memoryEdit(surroundings, no, words, options),
    );
  ofChat(memory.command('forget'))
    .description('forget memories with their history, or the whole chat without leaving a byte')
    .argument('[no...]', 'their numbers', (text: string, before: number[] = []) => [...before, number(text)])
    .option('--everything', 'the whole talk and everything made of it')
    .option('--yes', 'go ahead with --everything')
    .action(async (numbers: readonly number[] | undefined, options: MemoryOptions) =>
      (await import('./memory-change.js')).memoryForget(surroundings, numbers ?? [], options),
    );
  ofChat(memory.command('export'))
    .description('everything kept about a person, with all messages, as JSON')
    .option('--out <file>', 'where to (default: standard output)')
    .action(async (options: MemoryOptions) =>
      (await import('./memory-export.js')).memoryExport(surroundings, options),
    );
  settings(memory.command('status'))
    .description('how far messages are findable by words and by meaning')
    .action(async (options: SettingsOptions) =>
      (await import('./memory-status.js')).memoryStatus(surroundings, options),
    );
  settings(memory.command('import'))
    .description(
      "begin a conversation with what was written before: Telegram's own export of a chat or an account (JSON)",
    )
    .argument('<file>', 'the result.json of the export, or its folder')
    .requiredOption('--account <account>', 'the account whose character goes on with the talk')
    .option('--chat <chat>', 'of the export of an account: the id or name of the person (default: list them)')
    .addOption(
      new Option('--made-by <who>', 'who exported it (default: found out by the ids)').choices([
        'account',
        'person',
      ]),
    )
    .option(
      '--zone <zone>',
      'where it was exported, for exports before May 2022, which say no seconds (default: as here)',
    )
    .addOption(
      new Option('--other-side <who>', "whose words the other side's are from now on")
        .choices(['character', 'operator'])
        .default('character'),
    )
    .action(async (file: string, options: MemoryImportOptions) => {
      const isWhole = await (await import('./memory-import.js')).memoryImport(surroundings, file, options);
      if (!isWhole) exitWith(2);
    });
}

function number(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('expected the number of a memory ("kindred memory list").');
  }
  return value;
}
