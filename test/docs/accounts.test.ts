import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { healthStates } from '../../src/account/health-state.js';
import { healthWords } from '../../src/account/health-words.js';

it('docs/accounts.md says of every state what the program says', () => {
  const rows = readFileSync(new URL('../../docs/accounts.md', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  for (const state of healthStates) {
    const { means, todo } = healthWords[state];
    const row = rows.find((cells) => cells[1] === `\`${state}\``);
    expect(row?.slice(3, 5), state).toEqual([means, todo]);
  }
});
