import { Argument, InvalidArgumentError, type Command } from 'commander';
import { paces, type Pace } from '../../core/pace.js';
import type { CommandParts } from '../frame/command-parts.js';
import { chatArgument } from './find-chat.js';

/** Who writes in which chat. `chat` is the command that talks in the terminal: `show` and `pace` stand below it. */
export function chatCommands(
  program: Command,
  chat: Command,
  { surroundings, settings }: CommandParts,
): void {
  settings(program.command('chats'))
    .description('the latest chats: who writes there, what waits, what became of our last words')
    .option('--limit <count>', 'how many', whole, 30)
    .action(async (options: object) => (await import('./chats.js')).chats(surroundings, options));

  settings(chat.command('show'))
    .description('what a chat shows of the person: seen, online, typing, reactions, blocks')
    .argument('<chat>', chatArgument)
    .action(async (words: string, options: object) =>
      (await import('./chats.js')).chatShow(surroundings, words, options),
    );

  settings(chat.command('pace'))
    .description("how fast the character answers in this chat; own: at the character's own pace")
    .argument('<chat>', chatArgument)
    .addArgument(new Argument('<pace>', 'how fast').choices([...paces, 'own']))
    .action(async (words: string, pace: Pace | 'own', options: object) =>
      (await import('./chat-orders.js')).chatPace(surroundings, words, pace, options),
    );

  settings(program.command('takeover'))
    .description('write in a chat yourself: the character is silent there until it is released')
    .argument('<chat>', chatArgument)
    .option('--copilot', "the character's answers are put into the chat as drafts for you to send")
    .option('--minutes <count>', 'release it by itself after so long', whole)
    .action(async (words: string, options: object) =>
      (await import('./chat-orders.js')).takeover(surroundings, words, options),
    );

  settings(program.command('release'))
    .description('let the character write in a chat again; what waits there is answered')
    .argument('<chat>', chatArgument)
    .action(async (words: string, options: object) =>
      (await import('./chat-orders.js')).release(surroundings, words, options),
    );
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000) {
    throw new InvalidArgumentError('expected a whole number from 1 to 100000.');
  }
  return value;
}
