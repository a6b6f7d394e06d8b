import { expect, it } from 'vitest';
import { checkProgram } from './check-machine.js';

it.each([
  ['18.20.4', 'wrong'],
  ['20.18.3', 'wrong'],
  ['20.19.0', 'ok'],
  ['22.4.0', 'ok'],
  ['26.1.0', 'ok'],
  ['31.0.0', 'look'],
])('judges Node %s', (node, state) => {
  const [first, ...rest] = checkProgram(node);
  expect(first).toMatchObject({ check: 'node', state });
  expect(rest.map((finding) => finding.state)).toEqual(['ok', 'ok']);
});
