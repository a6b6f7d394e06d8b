import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { OperatorError } from '../core/failure.js';
import { version } from '../core/version.js';
import { accountCommands } from './account/commands-accounts.js';
import { careCommands } from './care/commands-care.js';
import { chatCommands } from './chat/commands-chats.js';
import { peopleCommands } from './chat/commands-people.js';
import { characterCommands } from './character/commands-characters.js';
import { operatingCommands } from './operating/commands-operating.js';
import type { CommandParts } from './frame/command-parts.js';
import { doctorCommands } from './doctor/commands-doctor.js';
import { dutyCommands } from './duties/commands-duties.js';
import { gateCommands } from './gate/commands-gate.js';
import { memoryCommands } from './memory/commands-memory.js';
import { rehearsalCommands } from './character/commands-rehearsal.js';
import { proactiveCommands } from './proactive/commands-proactive.js';
import { rotationCommands } from './account/commands-rotation.js';
import { sessionCommands } from './session/commands-sessions.js';
import { channelsCommands } from './channels/commands-channels.js';
import { statsCommands } from './stats/commands-stats.js';
import { turnCommands } from './turn/commands-turns.js';
import { NothingStored } from '../store/engine/open-for-reading.js';
import { withMisbehaviour } from './talk/sandbox-misbehaviour.js';
import type { SandboxServeOptions } from './talk/sandbox-serve.js';
import { completion, shells, type Shell } from './terminal/completion.js';
import type { Surroundings } from './terminal/surroundings.js';
import { visible } from './terminal/plain.js';

/**
 * Parse the command line and run one command. Returns the exit code: 0 when it did what was asked, 1 with one clear
 * line on standard error when it could not, another where the command's help says so. Commands are loaded when they are called, so that none pays for another.
 */
export async function runProgram(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let outcome = 0;
  const program = buildCommands(surroundings, (code) => (outcome = code));
  let asksForJson = false;
  program.hook('preAction', (_, command) => {
    takeOverOptions(command);
    asksForJson = command.opts<{ json?: boolean }>().json === true;
  });
  try {
    await program.parseAsync([...argv]);
    return outcome;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode;
    if (cause instanceof NothingStored) {
      surroundings.stdout.write(asksForJson ? 'null\n' : `${visible(sentence(cause.message))}\n`);
      return 0;
    }
    surroundings.stderr.write(`kindred: ${visible(explain(cause))}\n`);
    if (program.opts<{ debug?: boolean }>().debug && cause instanceof Error) {
      surroundings.stderr.write(`${cause.stack ?? ''}\n`);
    }
    return 1;
  }
}

const sentence = (message: string): string => `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`;

/** "kindred chats --json show ann": what stands before the inner command's name counts for it, too. */
function takeOverOptions(command: Command): void {
  const known = new Set(command.options.map((option) => option.attributeName()));
  for (let outer = command.parent; outer; outer = outer.parent) {
    for (const name of known) {
      const isGiven = outer.getOptionValueSource(name) === 'cli';
      if (isGiven && command.getOptionValueSource(name) !== 'cli')
        command.setOptionValueWithSource(name, outer.getOptionValue(name), 'cli');
    }
  }
}

function explain(cause: unknown): string {
  if (cause instanceof OperatorError) return cause.message;
  const what = cause instanceof Error ? cause.message : String(cause);
  return `something broke that should not: ${what} (run again with --debug for where)`;
}

/** The commands, without running any; also what `docs/cli.md` is generated from. */
export function buildCommands(
  surroundings: Surroundings,
  exitWith: (code: number) => void = () => undefined,
): Command {
  const { stdout, stderr } = surroundings;
  const program = new Command('kindred')
    .description('A written character that lives in Telegram as an ordinary contact.')
    .version(version)
    .option('--debug', 'show where an error came from')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text.replace(/^error:/u, 'kindred:')),
    })
    .showHelpAfterError(false);
  const settings = (command: Command): Command =>
    command
      .option('--config <file>', 'settings file (default: kindred.yaml in this folder, if there is one)')
      .option('--json', 'print one JSON object and nothing else');
  const parts: CommandParts = { surroundings, settings, exitWith };

  settings(program.command('run'))
    .description('serve every signed-in account until stopped')
    .addOption(
      new Option('--log <format>', 'how the log is written: words at a terminal, JSON elsewhere').choices([
        'human',
        'json',
      ]),
    )
    .action(async (options: object) => (await import('./run.js')).run(surroundings, options));

  settings(program.command('page'))
    .description(
      'open the page: how everything is, chats, turns, cost, a studio for characters; in a browser, by a link that works once',
    )
    .option('--port <port>', 'another port than page.port in kindred.yaml (0: any free one)', port)
    .action(async (options: object) => (await import('./page.js')).page(surroundings, options));

  program
    .command('init')
    .description('write what an operator starts from: settings, an example account, a character')
    .argument('[folder]', 'where to (default: here); what is there stays')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (folder: string | undefined, options: object) =>
      (await import('./init.js')).init(surroundings, folder, options),
    );

  program
    .command('completion')
    .description('a script for your shell that completes commands and options')
    .argument('<shell>', 'bash, zsh or fish', shellName)
    .option('--json', 'print one JSON object and nothing else')
    .action((shell: Shell, options: object) => completion(surroundings, program, shell, options));

  const sandbox = withMisbehaviour(settings(program.command('sandbox')))
    .description('talk with a character over a real connection, without account, key or network')
    .option('--character <name>', 'a file in characters/, without its ending')
    .addOption(
      new Option('--channel <kind>', 'over what the talk goes (default: telegram-user)').choices([
        'telegram-user',
        'telegram-bot',
        'whatsapp-cloud',
        'whatsapp-green',
        'whatsapp-evolution',
      ]),
    )
    .action(async (options: object) => (await import('./talk/sandbox.js')).sandbox(surroundings, options));
  withMisbehaviour(sandbox.command('serve'))
    .description(
      'run the sandbox as its own process: a Telegram server, its Bot API, a model server, people and a control interface',
    )
    .option('--folder <dir>', 'where its state lives; in memory when left out')
    .option('--host <address>', 'loopback address to listen on', '127.0.0.1')
    .option('--port <port>', 'MTProto port (0: any free one)', port, 0)
    .option('--model-port <port>', 'port of the model server (0: any free one)', port, 0)
    .option('--bot-port <port>', 'port of the Bot API (0: any free one)', port, 0)
    .option('--control-port <port>', 'port of the control interface (0: any free one)', port, 0)
    .option('--ahead <seconds>', 'how far its clock is ahead of the machine; negative: behind', seconds, 0)
    .option('--json', 'as it does anyway: one line of JSON with every address')
    .option('--closed', 'only accounts made through the control interface may sign in')
    .action(async (options: SandboxServeOptions) =>
      (await import('./talk/sandbox-serve.js')).sandboxServe(surroundings, options),
    );

  const chat = settings(program.command('chat'))
    .description('talk with a character in the terminal, without Telegram')
    .argument('<character>', 'a file in characters/, without its ending')
    .action(async (name: string, options: object) =>
      (await import('./talk/chat.js')).chat(surroundings, name, options),
    );

  chat.enablePositionalOptions();
  sandbox.enablePositionalOptions();
  chatCommands(program, chat, parts);
  peopleCommands(program, parts);
  sessionCommands(program, parts);
  operatingCommands(program, parts);
  doctorCommands(program, parts);
  accountCommands(program, parts);
  channelsCommands(program, parts);
  statsCommands(program, parts);
  characterCommands(program, parts);
  rotationCommands(program, parts);
  proactiveCommands(program, parts);
  memoryCommands(program, parts);
  rehearsalCommands(program, parts);
  dutyCommands(program, parts);
  gateCommands(program, parts);
  careCommands(program, parts);

  settings(program.command('backup'))
    .description('write a verified copy of the database, also while "kindred run" is at work')
    .argument('[file]', 'where to (default: backups/<time>.db in the data folder)')
    .option('--folder <folder>', 'where backups named by their time go')
    .option('--every <time>', 'stay and make one every 30m, 12h or 1d; for a service of its own', interval)
    .option('--keep <count>', 'keep the newest so many of those named by their time', keepCount)
    .action(async (file: string | undefined, options: object) =>
      (await import('./backup/backup.js')).backup(surroundings, file, options),
    );

  settings(program.command('restore'))
    .description('put a backup in the place of the database; what was there is kept under another name')
    .argument('<file>', 'a file that "kindred backup" wrote')
    .action(async (file: string, options: object) =>
      (await import('./backup/restore.js')).restore(surroundings, file, options),
    );

  turnCommands(program, parts);

  return program;
}

function shellName(text: string): Shell {
  const shell = shells.find((one) => one === text);
  if (shell === undefined) throw new InvalidArgumentError(`expected ${shells.join(', ')}.`);
  return shell;
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestMs = 7 * 86_400_000;

function interval(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})([mhd])$/u.exec(text) ?? [];
  const ms = Number(count) * (unitMs[unit] ?? 0);
  if (ms < 60_000 || ms > longestMs)
    throw new InvalidArgumentError('expected a time from 1m to 7d, such as 12h.');
  return ms;
}

function keepCount(text: string): number {
  const count = Number(text);
  if (!/^\d{1,4}$/u.test(text) || count < 1)
    throw new InvalidArgumentError('expected a number from 1 to 9999.');
  return count;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError('expected a port from 0 to 65535.');
  }
  return value;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('expected whole seconds.');
  return value;
}
