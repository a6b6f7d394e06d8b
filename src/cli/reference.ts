import type { Command } from 'commander';

/** Every command's `--help` as one Markdown document: what `docs/cli.md` holds. */
export function commandReference(program: Command): string {
  const sections = everyCommand(program).map((command) => {
    const help = command.createHelp();
    help.helpWidth = 100;
    help.showGlobalOptions = false;
    return `## ${fullName(command)}\n\n\`\`\`text\n${help.formatHelp(command, help).trimEnd()}\n\`\`\`\n`;
  });
  const opening =
    '# The command line\n\nWritten by `npm run docs:cli` from the program itself; a test fails when the two differ.\n';
  return [opening, ...sections].join('\n');
}

function everyCommand(command: Command): readonly Command[] {
  // A hidden command is an old name of another.
  const shown = new Set(command.createHelp().visibleCommands(command));
  return [command, ...command.commands.filter((one) => shown.has(one)).flatMap(everyCommand)];
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
