import type { TextEntity } from '../../../core/rich-text.js';

/** https://faq.whatsapp.com/539178204879377: marks in the text itself, on both sides, within one line except the last. */
const marks = { bold: '*', italic: '_', strike: '~', code: '`', pre: '```' } as const;

/** Look like the marks and are none: WhatsApp has no way to write a mark that is only a character. */
const lookalikes: Readonly<Record<string, string>> = { '*': '∗', _: '＿', '~': '∼', '`': 'ˋ' };

/** Something between two marks of a kind, not doubled, as WhatsApp would take for marked. */
const pair = /(?<![\p{L}\p{N}*_~`])([*_~`])(?![\s*_~`])([^\n]*?[^\s*_~`])\1(?![\p{L}\p{N}*_~`])/gu;

/** A text with its looks as WhatsApp's marks. What only looks like marks, because somebody wrote it, stays plain. */
export function withMarks(text: string, entities: readonly TextEntity[], most: number): string {
  // The longer one outside, where two begin at one place.
  const spans = entities
    .flatMap((entity) => spansOf(text, entity))
    .toSorted((one, other) => one.start - other.start || other.end - one.end);
  const marked = plainMarks(text, spans);
  const inserts = spans.flatMap(({ start, end, mark }, order) => [
    { at: start, mark, rank: order },
    // Closed in the opposite order where several end at one place.
    { at: end, mark, rank: -1 - order },
  ]);
  const sorted = inserts.toSorted((one, other) => one.at - other.at || one.rank - other.rank);
  let rendered = '';
  let from = 0;
  for (const { at, mark } of sorted) {
    rendered += marked.slice(from, at) + mark;
    from = at;
  }
  rendered += marked.slice(from);
  // Looks are worth less than words: what no longer fits goes without.
  return rendered.length > most ? marked : rendered;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
}

/** Marks hold from a letter to a letter of one line; a block of code may go over several. */
function spansOf(text: string, { kind, offset, length }: TextEntity): readonly Span[] {
  const mark = marks[kind];
  if (kind === 'pre') return [{ start: offset, end: offset + length, mark }];
  const spans: Span[] = [];
  let at = offset;
  for (const line of text.slice(offset, offset + length).split('\n')) {
    const lead = line.length - line.trimStart().length;
    const end = at + line.trimEnd().length;
    if (at + lead < end) spans.push({ start: at + lead, end, mark });
    at += line.length + 1;
  }
  return spans;
}

/** Of the same length, unit by unit: the entities still fit. */
function plainMarks(text: string, spans: readonly Span[]): string {
  const isCode = (at: number): boolean =>
    spans.some(({ start, end, mark }) => mark.startsWith('`') && at >= start && at < end);
  return text.replace(pair, (whole: string, mark: string, inner: string, at: number) =>
    isCode(at) ? whole : `${lookalikes[mark] ?? mark}${inner}${lookalikes[mark] ?? mark}`,
  );
}
