import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { dayBench } from './day.js';

/** `npm run bench -- day` */
export function addDayCommand(program: Command, { progress }: BenchSurroundings): void {
  program
    .command('day')
    .description(
      'a simulated day with human gaps and a chat without: what is sent to models, read from the cache, and paid',
    )
    .option('--characters <names...>', 'who is written to', ['mira', 'anton', 'ines'])
    .option('--people <count>', 'people who write to each of them', whole, 3)
    .option('--turns <count>', 'messages of the chat without pauses', whole, 100)
    .option('--seed <number>', 'another day', whole, 1)
    .option('--everyday <model>', 'whose cache rules and prices count', 'claude-haiku-5-5')
    .option('--deep <model>', 'the same for turns that matter', 'claude-sonnet-5-5')
    .option('--json', 'print one JSON object and nothing else')
    .action(
      async (options: {
        characters: string[];
        people: number;
        turns: number;
        seed: number;
        everyday: string;
        deep: string;
        json?: boolean;
      }) => print(await dayBench({ ...options, progress }), options),
    );
}
