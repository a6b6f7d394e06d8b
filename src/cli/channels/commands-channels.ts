import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';
import type { ChannelsHookOptions } from './channels-hook.js';

/** What accounts are reached by. */
export function channelsCommands(program: Command, { surroundings, settings }: CommandParts): void {
  const channels = program
    .command('channels')
    .description('what accounts can do, and where services post to');
  settings(channels.command('show'))
    .description('what an account can do, how it is, and what waits on it')
    .argument('<account>', 'a file in accounts/, without its ending')
    .action(async (name: string, options: object) =>
      (await import('./channels-show.js')).channelsShow(surroundings, name, options),
    );
  settings(channels.command('hook'))
    .description('where a service posts what people write to an account')
    .argument('<account>', 'a file in accounts/, without its ending')
    .option('--set', 'to the receiver of kindred.yaml, which has to run')
    .option('--check', 'only look (as without any of these)')
    .option('--remove', 'take the address away')
    .action(async (name: string, options: ChannelsHookOptions) =>
      (await import('./channels-hook.js')).channelsHook(surroundings, name, options),
    );
}
