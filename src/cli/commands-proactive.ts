import type { Command } from 'commander';
import type { CommandParts } from './command-parts.js';
import { chatArgument } from './find-chat.js';

/** Writing first: what is planned, and what became of what was. */
export function proactiveCommands(program: Command, { surroundings, settings }: CommandParts): void {
  const proactive = program.command('proactive').description('messages that characters write first');
  settings(proactive.command('list'))
    .description('what is planned, in one chat or in all, the next first')
    .argument('[chat]', chatArgument)
    .action(async (chat: string | undefined, options: object) =>
      (await import('./proactive.js')).proactiveList(surroundings, chat, options),
    );
  settings(proactive.command('explain'))
    .description('what was sent or not and why, in one chat or in all, the newest first')
    .argument('[chat]', chatArgument)
    .action(async (chat: string | undefined, options: object) =>
      (await import('./proactive.js')).proactiveExplain(surroundings, chat, options),
    );
}
