import { expect, test } from 'vitest';

import { fillSchema } from './fill-schema.js';

test.each([
  [{ type: 'string' }, '-'],
  [{ type: 'string', minLength: 3, maxLength: 4 }, '---'],
  [{ type: 'string', format: 'date' }, '2026-01-01'],
  [{ type: ['string', 'null'] }, '-'],
  [{ type: 'integer', minimum: 3 }, 3],
  [{ type: 'number', exclusiveMinimum: 0 }, 1],
  [{ type: 'number', maximum: -2 }, -2],
  [{ type: 'boolean' }, false],
  [{ const: 7 }, 7],
  [{ enum: ['x', 'y'] }, 'x'],
  [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, null],
  [{ type: 'array', items: { type: 'integer' } }, []],
  [{ type: 'array', minItems: 2, items: { type: 'integer' } }, [0, 0]],
  [{ type: 'object', properties: { a: { type: 'string' }, b: {} }, required: ['a'] }, { a: '-' }],
  [{ allOf: [{ properties: { a: { const: 1 } }, required: ['a'] }] }, { a: 1 }],
  [
    {
      $defs: { mood: { enum: ['calm'] } },
      type: 'object',
      properties: { mood: { $ref: '#/$defs/mood' } },
      required: ['mood'],
    },
    { mood: 'calm' },
  ],
])('%j', (schema, expected) => {
  expect(fillSchema(schema, '')).toEqual(expected);
});

test('fields that ask for words get the person’s', () => {
  const schema = { type: 'object', properties: { summary: { type: 'string' } }, required: ['summary'] };
  expect(fillSchema(schema, 'I moved to Oslo')).toEqual({ summary: 'I moved to Oslo' });
});

test('a schema that contains itself ends', () => {
  const node = { type: 'object', properties: { next: { $ref: '#' } }, required: ['next'] };
  expect(JSON.stringify(fillSchema(node, '')).length).toBeLessThan(1000);
});
