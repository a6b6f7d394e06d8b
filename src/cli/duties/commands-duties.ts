import { regionsInWords } from '../../config/sections/duties-section.js';
import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';

/** What is owed to people, whatever the author wrote. */
export function dutyCommands(program: Command, { surroundings, settings }: CommandParts): void {
  const duties = program.command('duties').description('what is owed to people: protocol, counts, locks');
  settings(duties.command('report'))
    .description('the protocol for a public page, and the counts of this year without identities')
    .option('--region <name>', `${regionsInWords}; that of kindred.yaml when left out`)
    .action(async (options: { region?: string }) =>
      (await import('./duties.js')).dutiesReport(surroundings, options),
    );
  settings(duties.command('unlock'))
    .description('serve a person again who was taken for under eighteen; only after you made sure')
    .argument('<person>', 'the person, such as telegram:1234')
    .action(async (person: string, options: object) =>
      (await import('./duties.js')).dutiesUnlock(surroundings, person, options),
    );
}
