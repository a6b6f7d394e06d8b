import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';
import { chatArgument } from './find-chat.js';

/** Who may talk with the characters: `people` in kindred.yaml says it for all, these for one person. */
export function peopleCommands(program: Command, { surroundings, settings }: CommandParts): void {
  const people = settings(program.command('people'))
    .description('who waits to be let into a talk, and who was let in or turned away')
    .enablePositionalOptions()
    .action(async (options: object) => (await import('./people.js')).people(surroundings, options));
  settings(people.command('allow'))
    .description('let a person in: what they wrote is answered')
    .argument('<chat>', chatArgument)
    .action(async (words: string, options: object) =>
      (await import('./chat-orders.js')).admit(surroundings, words, 'let-in', options),
    );
  settings(people.command('deny'))
    .description('turn a person away: they get no answer any more, and nothing is written to them')
    .argument('<chat>', chatArgument)
    .action(async (words: string, options: object) =>
      (await import('./chat-orders.js')).admit(surroundings, words, 'turned-away', options),
    );
}
