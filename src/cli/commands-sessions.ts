import type { Command } from 'commander';
import type { CommandParts } from './command-parts.js';

/** Signing in and out, and what is kept of it. */
export function sessionCommands(program: Command, { surroundings, settings }: CommandParts): void {
  settings(program.command('login'))
    .description('sign an account in by phone code and two-step password')
    .argument('<account>', 'a file in accounts/, without its ending')
    .action(async (name: string, options: object) =>
      (await import('./login.js')).login(surroundings, name, options),
    );
}
