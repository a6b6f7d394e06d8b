import { InvalidArgumentError, Option, type Command } from 'commander';
import { chatArgument } from '../chat/find-chat.js';
import type { CommandParts } from '../frame/command-parts.js';
import type { TurnListOptions } from './turn.js';

/** The decisions to speak or stay silent. */
export function turnCommands(program: Command, { surroundings, settings }: CommandParts): void {
  const turn = program.command('turn').description('look at turns: decisions to speak or stay silent');
  settings(turn.command('show'))
    .description('explain one turn: layers, decision, model request and answer, checks, bubbles, timings')
    .argument('<id>', 'the turn, or the start of its id')
    .action(async (id: string, options: object) =>
      (await import('./turn.js')).turnShow(surroundings, id, options),
    );
  settings(turn.command('list'))
    .description('the latest turns, newest first')
    .option('--limit <count>', 'how many', count, 20)
    .option('--chat <chat>', `only of ${chatArgument}`)
    .option('--account <account>', 'only of the chats that live on this account')
    .addOption(
      new Option('--outcome <outcome>', 'only those that came to this').choices([
        'spoke',
        'silent',
        'failed',
      ]),
    )
    .action(async (options: TurnListOptions) => (await import('./turn.js')).turnList(surroundings, options));
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000) {
    throw new InvalidArgumentError('expected a whole number from 1 to 10000.');
  }
  return value;
}
