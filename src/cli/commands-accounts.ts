import type { Command } from 'commander';
import type { CommandParts } from './command-parts.js';

/** How accounts are. */
export function accountCommands(program: Command, { surroundings, settings }: CommandParts): void {
  settings(program.command('accounts'))
    .description("list the accounts, their state and today's messages")
    .action(async (options: object) => (await import('./accounts.js')).accounts(surroundings, options));
}
