import type { Milliseconds } from '../../core/clock.js';
import type { ZonedTime } from '../../lib/zoned-time.js';
import type { MemoryKind, SpecialCategory } from '../../store/memory/memory-schema.js';
import type { Due } from '../../store/memory/memory-reader.js';
import { parseClaimedDue, resolveDue, type ReadDates } from '../dates.js';
import { ruleOf } from '../kinds.js';
import { suspicionOf } from '../quarantine.js';
import { specialCategoryOf } from '../special-categories.js';
import { unsupported } from '../support.js';
import { restates } from './restates.js';
import { answerSchema, itemSchema, threadSchema, type ScribeItem } from './schema.js';
import type { ScribeMessage } from './prompt.js';

export interface ValidateInput {
  /** The answer's text. */
  readonly answer: string;
  readonly instructions: string;
  readonly batch: readonly ScribeMessage[];
  readonly before: readonly ScribeMessage[];
  readonly names: readonly string[];
  /** Rows of what is open between the two. */
  readonly open: readonly number[];
  /** Whether the person agreed that special categories are kept. */
  readonly specialAllowed: boolean;
  readonly clock: ZonedTime;
  readonly readDates: ReadDates;
}

/** What is worth keeping of an answer. */
export interface Learnt {
  readonly kind: MemoryKind;
  readonly text: string;
  readonly subject: string;
  readonly author: 'person' | 'character';
  /** Why it is quarantined, one code; null for what its author said of themselves. */
  readonly quarantine: string | null;
  readonly category: SpecialCategory | null;
  readonly confidence: number;
  readonly importance: number;
  readonly emotion: string | null;
  readonly intensity: number | null;
  readonly due: Due | null;
  readonly sources: readonly number[];
  /** When its latest source was written. */
  readonly saidAt: Milliseconds;
}

export interface Verdict {
  /** `unusable`: the answer is not the schema; nothing of it is kept and the batch is to be read again. */
  readonly answer: 'read' | 'unusable';
  readonly learnt: readonly Learnt[];
  readonly open: readonly { readonly text: string; readonly messageRow: number }[];
  readonly settled: readonly number[];
  /** How many items of each outcome there were: `rejected-...`, `dropped-...`, `due-...`. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Nothing of an answer is believed: each item is held against the messages it names. */
export function validateAnswer(input: ValidateInput): Verdict {
  const counts = new Map<string, number>();
  const count = (outcome: string): void => void counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const read = answerSchema.safeParse(jsonOf(input.answer));
  if (!read.success) {
    count('rejected-answer');
    return { answer: 'unusable', learnt: [], open: [], settled: [], counts };
  }
  const learnt = read.data.memories.flatMap((item): readonly Learnt[] => {
    const result = judge(item, input, count);
    if (typeof result !== 'string') return [result];
    count(result);
    return [];
  });
  const open = read.data.open.flatMap((thread) => {
    const result = judgeThread(thread, input);
    if (typeof result !== 'string') return [result];
    count(result);
    return [];
  });
  const settled = read.data.settled.filter((row) => input.open.includes(row));
  return { answer: 'read', learnt, open, settled, counts };
}

function judge(raw: unknown, input: ValidateInput, count: (outcome: string) => void): Learnt | string {
  const parsed = itemSchema.safeParse(raw);
  if (!parsed.success) return 'rejected-shape';
  const item = parsed.data;
  const rows = [...new Set(item.sources)];
  const sources = input.batch.filter(({ row }) => rows.includes(row));
  if (sources.length !== rows.length) return 'rejected-source';
  const words = `${item.text}\n${item.subject}`;
  if (restates(words, input.instructions)) return 'rejected-prompt';
  const suspicion = suspicionOf(item.text) ?? suspicionOf(item.subject);
  if (suspicion !== null) return `rejected-${suspicion}`;
  const speakers = sources.filter(({ who }) => who === item.speaker);
  const { author } = ruleOf(item.kind);
  if (speakers.length === 0 || (author !== 'either' && author !== item.speaker)) return 'rejected-speaker';
  const heard = [...sources, ...around(sources, input)].map(({ text }) => text);
  const lack = unsupported({ text: item.text, names: input.names, numbers: dateNumbers(item.due) }, heard);
  if (lack !== null) return `rejected-unsupported-${lack}`;
  const category =
    item.category === 'none'
      ? specialCategoryOf(`${item.text}\n${speakers.map(({ text }) => text).join('\n')}`)
      : item.category;
  if (category !== null && !input.specialAllowed) return `dropped-${category}`;
  return {
    kind: item.kind,
    text: item.text,
    subject: subjectOf(item.subject),
    author: item.speaker,
    quarantine: quarantineOf(item, sources),
    category,
    confidence: item.confidence,
    importance: item.importance,
    emotion: item.emotion,
    intensity: item.emotion === null ? null : (item.intensity ?? 0.5),
    due: dueOf(item, speakers, input, count),
    sources: rows.sort((a, b) => a - b),
    saidAt: Math.max(...sources.map(({ sentAt }) => sentAt)),
  };
}

/** Said by its author about themselves, in messages that are theirs and not pasted; everything else is quarantined. */
function quarantineOf(item: ScribeItem, sources: readonly ScribeMessage[]): string | null {
  if (sources.some(({ forwarded }) => forwarded)) return 'forwarded';
  if (item.said !== 'own') return item.said;
  const own = sources.filter(({ who }) => who === item.speaker);
  if (own.some(({ text }) => isPasted(text))) return 'pasted';
  return own.some(({ text }) => suspicionOf(text) !== null) ? 'beside-an-instruction' : null;
}

/** Longer than people type in one message, or marked as another's words. */
function isPasted(text: string): boolean {
  return text.length > 1_200 || /^\s*(?:>|(?:fwd|fw|forwarded|переслано)\b)/imu.test(text);
}

function dueOf(
  item: ScribeItem,
  sources: readonly ScribeMessage[],
  { clock, readDates }: ValidateInput,
  count: (outcome: string) => void,
): Due | null {
  if (item.kind !== 'plan' && item.kind !== 'promise') return null;
  const claimed = item.due === null ? null : parseClaimedDue(item.due);
  const { due, verdict } = resolveDue({ claimed, sources, clock, readDates });
  if (verdict === 'corrected' || verdict === 'implausible') count(`due-${verdict}`);
  return due;
}

function judgeThread(
  raw: unknown,
  input: ValidateInput,
): { readonly text: string; readonly messageRow: number } | string {
  const parsed = threadSchema.safeParse(raw);
  if (!parsed.success) return 'rejected-thread';
  const { text, source } = parsed.data;
  const at = input.batch.find(({ row }) => row === source);
  if (!at || at.forwarded) return 'rejected-thread';
  if (suspicionOf(text) !== null || restates(text, input.instructions)) return 'rejected-thread';
  const heard = [at, ...around([at], input)].map((message) => message.text);
  if (unsupported({ text, names: input.names, numbers: [] }, heard) !== null) return 'rejected-thread';
  const category = specialCategoryOf(`${text}\n${at.text}`);
  return category !== null && !input.specialAllowed ? 'rejected-thread' : { text, messageRow: source };
}

/** What an answer was an answer to: the messages right before a source. */
function around(
  sources: readonly ScribeMessage[],
  { batch, before }: Pick<ValidateInput, 'batch' | 'before'>,
): readonly ScribeMessage[] {
  const all = [...before, ...batch].sort((a, b) => a.row - b.row);
  const near = sources.flatMap(({ row }) => {
    const at = all.findIndex((message) => message.row === row);
    return all.slice(Math.max(0, at - 2), at);
  });
  return [...new Set(near)];
}

/** A small, stable key: the same thing under the same name. */
function subjectOf(subject: string): string {
  return subject
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function dateNumbers(due: string | null): readonly number[] {
  return due === null ? [] : (due.match(/\d+/gu) ?? []).map(Number);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
