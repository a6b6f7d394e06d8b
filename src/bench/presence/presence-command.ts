import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { presenceBench } from './presence.js';
import { recordChat } from './presence-chat.js';
import { timelineSvg } from './presence-timeline-svg.js';
import { timelineTable } from './presence-timeline.js';

interface PresenceCommandOptions {
  readonly messages: number;
  readonly bursts: number;
  readonly replies: number;
  readonly timeline?: string;
  readonly json?: boolean;
}

/** `npm run bench -- presence` */
export function addPresenceCommand(program: Command, surroundings: BenchSurroundings): void {
  program
    .command('presence')
    .description(
      'what a person sees of an answer on its way, bursts that interrupt it, and the pace of a person',
    )
    .option('--messages <count>', 'messages answered one by one', whole, 300)
    .option('--bursts <count>', 'bursts that interrupt thinking', whole, 1000)
    .option('--replies <count>', 'replies of which the pace is drawn', whole, 1000)
    .option(
      '--timeline <file>',
      'only record a short chat at a natural pace: a table, and an SVG in this file',
    )
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options: PresenceCommandOptions) => {
      if (options.timeline !== undefined) return drawChat(options.timeline, surroundings);
      const { result, details } = await presenceBench({ ...options, ...surroundings });
      print(options.json ? result : { ...result, ...details }, options);
    });
}

async function drawChat(file: string, surroundings: BenchSurroundings): Promise<void> {
  const events = await recordChat(surroundings);
  writeFileSync(file, timelineSvg(events, { account: 'character', person: 'person' }));
  process.stdout.write(`${timelineTable(events)}\n`);
}
