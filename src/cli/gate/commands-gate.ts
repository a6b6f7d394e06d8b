import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { registers } from '../../character/shape/knowledge.js';
import { crisisLanguages } from '../../duty/crisis-words.js';
import type { CommandParts } from '../frame/command-parts.js';
import type { GateMarkOptions } from './gate-mark.js';
import type { GateTryOptions } from './gate-try.js';

/** What an author does with the gate; its figures are among the others ("kindred stats gate"). */
export function gateCommands(program: Command, { surroundings, settings, exitWith }: CommandParts): void {
  const gate = program
    .command('gate')
    .description('what is fit to be sent: try lines, mark what was turned down');
  settings(gate.command('try'))
    .description(
      'judge lines as if a model had written them for a character; exit code 1 when some could not be sent',
    )
    .argument('<character>', 'a name or a path')
    .argument('[file]', 'one reply per line (default, and with -: standard input)')
    .option('--opener', 'judge them as messages that nobody asked for')
    .option('--about <words>', 'with --opener: what they are to be about')
    .addOption(
      new Option(
        '--moment <register>',
        'what the moment calls for (default: read from --to, else light)',
      ).choices(registers),
    )
    .option('--to <words>', 'what the person wrote')
    .addOption(
      new Option(
        '--language <code>',
        'what the talk is in (default: the languages of the character)',
      ).choices(crisisLanguages),
    )
    .option('--in-a-row', 'each is said after the ones before it: repetition counts')
    .option('--blocks', 'replies of several lines, parted by empty lines')
    .action(async (name: string, file: string | undefined, options: GateTryOptions) =>
      exitWith(await (await import('./gate-try.js')).gateTry(surroundings, name, file, options)),
    );
  settings(gate.command('mark'))
    .description('say whether what was turned down in a turn was so rightly; "kindred stats gate" counts it')
    .argument('<turn>', 'the turn, or the start of its id')
    .addArgument(new Argument('<verdict>', 'wrong: it was good').choices(['right', 'wrong']))
    .option('--draft <number>', 'which draft, where several were turned down', draftNumber)
    .option('--check <name>', 'by which check, where several turned it down')
    .action(async (turn: string, verdict: 'right' | 'wrong', options: GateMarkOptions) =>
      (await import('./gate-mark.js')).gateMark(surroundings, turn, verdict, options),
    );
}

function draftNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100) {
    throw new InvalidArgumentError('expected the number of a draft, from 1.');
  }
  return value;
}
