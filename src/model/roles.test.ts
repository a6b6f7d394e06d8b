import { expect, test } from 'vitest';

import { modelRoles } from './contract.js';
import { buildRoleTable } from './roles.js';
import { scriptedProvider } from './scripted.js';

const providers = [scriptedProvider({ name: 'one' }), scriptedProvider({ name: 'two' })];
const names = (table: ReturnType<typeof buildRoleTable>): Record<string, string[]> =>
  Object.fromEntries(
    modelRoles.map((role) => [role, table[role].map(({ provider, model }) => `${provider.name}/${model}`)]),
  );

test('roles that are not named are served by the everyday voice', () => {
  const table = buildRoleTable(
    {
      'voice.everyday': [
        { provider: 'one', model: 'a' },
        { provider: 'two', model: 'b' },
      ],
      judge: [{ provider: 'two', model: 'c' }],
    },
    providers,
  );
  expect(names(table)).toEqual({
    'voice.everyday': ['one/a', 'two/b'],
    'voice.deep': ['one/a', 'two/b'],
    strategist: ['one/a', 'two/b'],
    scribe: ['one/a', 'two/b'],
    judge: ['two/c'],
    eye: ['one/a', 'two/b'],
  });
});

test('a deep voice alone serves every day too', () => {
  const table = buildRoleTable({ 'voice.deep': [{ provider: 'one', model: 'big' }] }, providers);
  expect(table['voice.everyday'][0].model).toBe('big');
});

test('mistakes say where and what to do', () => {
  const everyday = [{ provider: 'one', model: 'a' }];
  expect(() =>
    buildRoleTable({ 'voice.everyday': everyday, scribe: [{ provider: 'three', model: 'x' }] }, providers),
  ).toThrow(/models\.roles\.scribe names the provider "three".*one, two/);
  expect(() => buildRoleTable({ scribe: everyday }, providers)).toThrow(/no model is configured/);
  expect(() => buildRoleTable({}, [])).toThrow(/no model is configured/);
});
