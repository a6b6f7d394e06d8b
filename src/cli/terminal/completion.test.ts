import { execFileSync } from 'node:child_process';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { buildCommands } from '../program.js';
import { completionScript, shells } from './completion.js';

const nowhere = { write: () => true };
const program = buildCommands({ stdout: nowhere, stderr: nowhere } as never);

/** Every command that a person is shown, by its words, with what may follow it. */
function tree(
  command: Command,
  path: readonly string[] = [],
): readonly (readonly [string, readonly string[]])[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command).filter((one) => one.name() !== 'help');
  const options = help.visibleOptions(command).map(({ long }) => long ?? '');
  return [
    [path.join(' '), [...below.map((one) => one.name()), ...options]],
    ...below.flatMap((one) => tree(one, [...path, one.name()])),
  ];
}

const places = tree(program);

describe('shell completion', () => {
  it('offers in bash, for every command of the tree, all that may follow it', () => {
    const calls = places.map(([path]) => {
      const words = ['kindred', ...path.split(' ').filter((word) => word !== ''), ''];
      return `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _kindred; echo "\${COMPREPLY[*]}"`;
    });
    const script = `${completionScript(program, 'bash')}\n${calls.join('\n')}`;
    const answers = execFileSync('bash', ['-c', script], { encoding: 'utf8', cwd: temporaryFolder() }).split(
      '\n',
    );
    for (const [index, [path, words]] of places.entries()) {
      expect([path, ...(answers[index]?.split(' ') ?? [])]).toEqual(expect.arrayContaining([path, ...words]));
    }
  });

  it('passes over options and arguments, and offers nothing of another command', () => {
    const [path = '', words = []] = places.find(([name]) => name.includes(' ')) ?? [];
    const typed = ['kindred', ...path.split(' '), '--json', 'something', words[0]?.slice(0, 3) ?? ''];
    const script = `${completionScript(program, 'bash')}\nCOMP_WORDS=(${typed.join(' ')}); COMP_CWORD=${typed.length - 1}; _kindred; echo "\${COMPREPLY[*]}"`;
    const answer = execFileSync('bash', ['-c', script], { encoding: 'utf8', cwd: temporaryFolder() }).trim();
    expect(answer.split(' ')).toContain(words[0]);
    expect(words).toEqual(expect.arrayContaining(answer.split(' ')));
  });

  it.each(shells)('knows every command and option in %s', (shell) => {
    const script = completionScript(program, shell);
    for (const [path, words] of places) {
      expect(script).toContain(path);
      for (const word of words) expect(script).toContain(word.replace(/^--/u, ''));
    }
  });
});
