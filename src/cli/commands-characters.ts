import type { Command } from 'commander';
import type { CommandParts } from './command-parts.js';

/** What authors do with characters. A character is named by its file in characters/, or by the path of a file or folder. */
export function characterCommands(
  program: Command,
  { surroundings, settings, exitWith }: CommandParts,
): void {
  const character = program
    .command('character')
    .description('write, check, try, exchange and compare characters');

  settings(character.command('check'))
    .description('find what contradicts itself, with lines and remedies; exit code 1 when there are errors')
    .argument('[characters...]', 'names or paths (default: all in characters/)')
    .action(async (names: readonly string[], options: object) =>
      exitWith((await import('./character-check.js')).characterCheck(surroundings, names, options)),
    );

  settings(character.command('schema'))
    .description(
      'write characters/character.schema.json, by which editors complete and check (with --json: print it)',
    )
    .action(async (options: object) =>
      (await import('./character-schema.js')).characterSchemaFile(surroundings, options),
    );
}
