import { describe, expect, it } from 'vitest';
import { parseMarkup } from './markup.js';

/** The text with what stands out in brackets, so that offsets are shown by what they cover. */
function shown(source: string): string {
  const { text, entities } = parseMarkup(source);
  const spans = entities.map(({ kind, offset, length }) => `${kind}[${text.slice(offset, offset + length)}]`);
  return [text, ...spans].join(' | ');
}

describe('parseMarkup', () => {
  it.each([
    ['that was **so** good', 'that was so good | bold[so]'],
    ['*smiles* you came', 'smiles you came | italic[smiles]'],
    ['a _quiet_ one, ~~not~~ `x_y_z`', 'a quiet one, not x_y_z | italic[quiet] | strike[not] | code[x_y_z]'],
    ['***both***', 'both | bold[both] | italic[both]'],
    ['**a *b* c**', 'a b c | italic[b] | bold[a b c]'],
    ['# Title\ntext', 'Title\ntext'],
    ['see [the map](https://example.org/m)', 'see the map (https://example.org/m)'],
    ['👨‍👩‍👧‍👦 **да** 🙂', '👨‍👩‍👧‍👦 да 🙂 | bold[да]'],
    ['这是**重点**内容', '这是重点内容 | bold[重点]'],
    ['قال **نعم** ثم', 'قال نعم ثم | bold[نعم]'],
  ])('reads %s', (source, result) => {
    expect(shown(source)).toBe(result);
  });

  it.each([
    '2*3*4 and 2 * 3 * 4',
    'snake_case_name and __init__',
    '¯\\_(ツ)_/¯',
    '*_* and ^_^ and :* kiss :*',
    'a ** b',
    '* one\n* two',
    '- one\n- two',
    'no ` closing',
    '[not a link](nowhere)',
  ])('leaves %s as it is', (source) => {
    expect(parseMarkup(source)).toMatchObject({ text: source, entities: [] });
  });

  it('takes a block of code as it stands, also one that was never closed', () => {
    expect(shown('so:\n```ts\nconst a = **b**;\n\n```\nright?')).toBe(
      'so:\nconst a = **b**;\n\nright? | pre[const a = **b**;\n]',
    );
    expect(shown('```\nopen\n*end*')).toBe('open\n*end* | pre[open\n*end*]');
  });
});
