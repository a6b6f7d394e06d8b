import { InvalidArgumentError, type Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';
import { chatArgument } from '../chat/find-chat.js';

/** Writing first: what is planned, what became of what was, what would be now, and pausing it. */
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
  settings(proactive.command('preview'))
    .description('what would be considered now and why it would be sent or not; nothing is sent')
    .argument('<chat>', chatArgument)
    .action(async (chat: string, options: object) =>
      (await import('./proactive-preview.js')).proactivePreview(surroundings, chat, options),
    );
  settings(proactive.command('pause'))
    .description('write nothing first, in one chat or in all; answers go on')
    .argument('[chat]', chatArgument)
    .option('--for <time>', 'end it by itself after so long: 45m, 12h, 3d, 2w', lengthOfTime)
    .action(async (chat: string | undefined, options: object) =>
      (await import('./proactive-orders.js')).proactivePause(surroundings, chat, options),
    );
  settings(proactive.command('resume'))
    .description('write first again as usual, in one chat or in all')
    .argument('[chat]', chatArgument)
    .action(async (chat: string | undefined, options: object) =>
      (await import('./proactive-orders.js')).proactiveResume(surroundings, chat, options),
    );
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** "3d" in milliseconds. */
function lengthOfTime(text: string): number {
  const [, count, unit] = /^(\d{1,4})([mhdw])$/u.exec(text) ?? [];
  const length = Number(count) * (units[unit ?? ''] ?? Number.NaN);
  if (!(length > 0)) throw new InvalidArgumentError('expected a time such as 45m, 12h, 3d or 2w.');
  return length;
}
