import { Argument, InvalidArgumentError, type Command } from 'commander';
import { paces, type Pace } from '../../core/pace.js';
import type { CommandParts } from '../frame/command-parts.js';
import { chatArgument } from './find-chat.js';

/** Everything about the chats on the accounts. `chat` is the command that talks in the terminal. */
export function chatCommands(program: Command, chat: Command, parts: CommandParts): void {
  const { surroundings, settings } = parts;
  const chats = settings(program.command('chats'))
    .description('the latest chats: who writes there, what waits, what became of our last words')
    .option('--limit <count>', 'how many', whole, 30)
    .enablePositionalOptions()
    .action(async (options: object) => (await import('./chats.js')).chats(surroundings, options));

  show(chats.command('show'), parts);
  settings(chats.command('read'))
    .description('what was said in a chat, a page at a time; that you looked is kept in access.log')
    .argument('<chat>', chatArgument)
    .option('--limit <count>', 'messages on a page', whole, 30)
    .option('--before <number>', 'the page before this message', whole)
    .action(async (words: string, options: { readonly limit: number }) =>
      (await import('./chat-read.js')).chatRead(surroundings, words, options),
    );
  pace(chats.command('pace'), parts);
  takeover(chats.command('takeover'), parts);
  release(chats.command('release'), parts);

  // The names they had before, for one version.
  show(chat.command('show', { hidden: true }), parts, 'chat show');
  pace(chat.command('pace', { hidden: true }), parts, 'chat pace');
  takeover(program.command('takeover', { hidden: true }), parts, 'takeover');
  release(program.command('release', { hidden: true }), parts, 'release');
}

function show(command: Command, parts: CommandParts, oldName?: string): void {
  parts
    .settings(command)
    .description('what a chat shows of the person: seen, online, typing, reactions, blocks')
    .argument('<chat>', chatArgument)
    .action(async (words: string, options: object) => {
      sayNewName(parts, 'show', oldName);
      await (await import('./chats.js')).chatShow(parts.surroundings, words, options);
    });
}

function pace(command: Command, parts: CommandParts, oldName?: string): void {
  parts
    .settings(command)
    .description("how fast the character answers in this chat; own: at the character's own pace")
    .argument('<chat>', chatArgument)
    .addArgument(new Argument('<pace>', 'how fast').choices([...paces, 'own']))
    .action(async (words: string, wanted: Pace | 'own', options: object) => {
      sayNewName(parts, 'pace', oldName);
      await (await import('./chat-orders.js')).chatPace(parts.surroundings, words, wanted, options);
    });
}

function takeover(command: Command, parts: CommandParts, oldName?: string): void {
  parts
    .settings(command)
    .description('write in a chat yourself: the character is silent there until it is released')
    .argument('<chat>', chatArgument)
    .option('--copilot', "the character's answers are put into the chat as drafts for you to send")
    .option('--minutes <count>', 'release it by itself after so long', whole)
    .action(async (words: string, options: object) => {
      sayNewName(parts, 'takeover', oldName);
      await (await import('./chat-orders.js')).takeover(parts.surroundings, words, options);
    });
}

function release(command: Command, parts: CommandParts, oldName?: string): void {
  parts
    .settings(command)
    .description('let the character write in a chat again; what waits there is answered')
    .argument('<chat>', chatArgument)
    .action(async (words: string, options: object) => {
      sayNewName(parts, 'release', oldName);
      await (await import('./chat-orders.js')).release(parts.surroundings, words, options);
    });
}

function sayNewName({ surroundings }: CommandParts, name: string, oldName: string | undefined): void {
  if (oldName === undefined) return;
  surroundings.stderr.write(
    `kindred: "${oldName}" is called "chats ${name}" now; the old name goes with the next version\n`,
  );
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1_000_000_000) {
    throw new InvalidArgumentError('expected a whole number from 1 on.');
  }
  return value;
}
