import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ImportLorebookOptions as LorebookOptions } from './character-import-lorebook.js';
import type { CharacterPreviewOptions as PreviewOptions } from './character-preview.js';
import { chatArgument } from '../chat/find-chat.js';
import type { CommandParts } from '../frame/command-parts.js';

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

  settings(character.command('import'))
    .description(
      'bring a Character Card (V1, V2, V3; JSON, PNG, WebP, CHARX), and say what of it could not be carried',
    )
    .argument('<card>', 'the file')
    .option('--out <dir>', 'folder of characters to put it in (default: characters/)')
    .option('--name <name>', "the character's file name, without its ending (default: from its name)")
    .option('--language <code>', 'the language it writes; a card does not say (default: guessed)')
    .option('--force', 'write over a character of the same name')
    .action(async (file: string, options: object) =>
      (await import('./character-import.js')).characterImport(surroundings, file, options),
    );

  settings(character.command('import-lorebook'))
    .description("add a lorebook (World Info, or a card's) to a character")
    .argument('<file>', 'the file')
    .requiredOption('--into <character>', 'a name or a path')
    .action(async (file: string, options: LorebookOptions) =>
      (await import('./character-import-lorebook.js')).characterImportLorebook(surroundings, file, options),
    );

  settings(character.command('export'))
    .description('write a character as a Character Card for other programs')
    .argument('<character>', 'a name or a path')
    .addOption(new Option('--to <version>', 'which Character Card').choices(['v2', 'v3']).default('v3'))
    .option('--png', 'in a picture: its own avatar.png, else a plain one')
    .option('--image <file>', 'in this picture (PNG)')
    .option('--out <file>', 'where to (default: <character>.json or .png here)')
    .option('--force', 'write over a file that is there')
    .action(async (name: string, options: object) =>
      (await import('./character-export.js')).characterExport(surroundings, name, options),
    );

  settings(character.command('drift'))
    .description('plot how far its replies are from its voice, turn by turn')
    .argument('<character>', 'a name or a path')
    .option('--chat <chat>', `only ${chatArgument} (default: all)`)
    .option('--svg <file>', 'draw the plot into this file as well')
    .option('--probes', 'ask the configured model the questions of the file, and judge the answers')
    .action(async (name: string, options: object) =>
      (await import('./character-drift.js')).characterDrift(surroundings, name, options),
    );

  settings(character.command('preview'))
    .description(
      'print the exact prompt of one turn, with tokens and cache breakpoints; the talk before it is made up',
    )
    .argument('<character>', 'a name or a path')
    .option('--turn <number>', 'which turn of the talk', turnNumber, 20)
    .option('--say <words>', 'what the person writes (default: the question of a probe)')
    .action(async (name: string, options: PreviewOptions) =>
      (await import('./character-preview.js')).characterPreview(surroundings, name, options),
    );

  settings(character.command('diff'))
    .description(
      'what changed, by field: since what the running program has live, else since the last commit, or between two',
    )
    .argument('<character>', 'a name or a path')
    .argument('[other]', 'another one to compare it with')
    .option(
      '--rev <revision>',
      'the commit to compare with, whatever runs (default without a program at work: HEAD)',
    )
    .action(async (name: string, other: string | undefined, options: object) =>
      (await import('./character-diff.js')).characterDiff(surroundings, name, other, options),
    );

  settings(character.command('new'))
    .description('write a new character: asks a few questions, or takes the answers from a file')
    .option(
      '--from <file>',
      'answers as YAML: name, languages, timeZone, summary, traits, boundaries, style, samples ...',
    )
    .option('--name <name>', "the character's file name, without its ending (default: from its name)")
    .option('--force', 'write over a character of the same name')
    .action(async (options: object) =>
      (await import('./character-new.js')).characterNew(surroundings, options),
    );
}

function turnNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000) {
    throw new InvalidArgumentError('expected a whole number from 1 to 10000.');
  }
  return value;
}
