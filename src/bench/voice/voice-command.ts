import { join } from 'node:path';
import type { Command } from 'commander';
import { print, whole, type BenchSurroundings } from '../frame/command-parts.js';
import { voiceBench } from './voice.js';

/** `npm run bench -- voice` */
export function addVoiceCommand(program: Command, { outside }: BenchSurroundings): void {
  program
    .command('voice')
    .description(
      "the style detector: a character's unseen replies against those of others, without topic words",
    )
    .option(
      '--data <file>',
      'replies by role, one JSON object a line',
      join(outside, 'voice-dev', 'rolebench-dev.jsonl'),
    )
    .option('--splits <count>', 'how often the lines are dealt anew into reference and unseen', whole, 5)
    .option('--language <code>', 'language of the lines', 'en')
    .option('--json', 'print one JSON object and nothing else')
    .action((options: { data: string; splits: number; language: string; json?: boolean }) =>
      print(voiceBench(options), options),
    );
}
