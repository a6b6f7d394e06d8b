import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { accountId, remoteMessageId } from '../../core/ids.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { isUnsure } from '../../strategist/advice.js';
import { decide } from '../../strategist/decide.js';
import { needsOperator } from '../../strategist/hand-over.js';
import { isSure } from '../../strategist/moment/moment.js';
import { loadMomentModel } from '../../strategist/moment/model-file.js';
import { createMomentReader } from '../../strategist/moment/read-moment.js';
import { chooseReaction } from '../../strategist/reaction.js';
import { chooseRegister } from '../../strategist/register.js';
import { RememberedJudgements } from '../../strategist/remembered.js';
import { readOutside, type OutsideSet } from '../frame/outside-data.js';
import { percentiles, type Percentiles } from '../frame/percentiles.js';
import { dice } from '../../lib/dice.js';

export interface StrategistBenchOptions {
  /** The folder that holds `chat-dev` and `emotion`. */
  readonly data: string;
  readonly clock: Clock;
}

/** How a set of messages is decided; shares in percent. */
export interface StrategistFigures {
  readonly turns: number;
  /** The small model would be asked. */
  readonly asksModelPercent: number;
  /** A character that often reacts does so in place of words, however recently it did. */
  readonly reactsPercent: number;
  readonly handsOverPercent: number;
  readonly sureOfEmotionPercent: number;
  /** The judgement was remembered. */
  readonly rememberedPercent: number;
  /** The local path: judging, what may be done instead of words, deciding. */
  readonly localMs: Percentiles;
}

/** What somebody said, and what the other had said before; empty where nothing. */
interface Turn {
  readonly text: string;
  readonly before: string;
}

/** How often the small model is asked and what the rest costs, on human chat and on emotional comments. */
export function strategistBench({
  data,
  clock,
}: StrategistBenchOptions): Readonly<Record<string, StrategistFigures>> {
  const sets = {
    chatEn: chatTurns(join(data, 'chat-dev/en.txt')),
    chatDe: chatTurns(join(data, 'chat-dev/de.txt')),
    chatIt: chatTurns(join(data, 'chat-dev/it.txt')),
    chatZh: chatTurns(join(data, 'chat-dev/zh.txt')),
    emotionEn: lines(join(data, 'emotion/test.tsv'), 'emotion').map((line) =>
      alone(line.split('\t')[0] ?? ''),
    ),
    emotionRu: lines(join(data, 'emotion/ru-go-emotions-simplified-test.csv'), 'emotion')
      .slice(1)
      .map(russian),
  };
  const languages = {
    chatEn: 'en',
    chatDe: 'de',
    chatIt: 'it',
    chatZh: 'zh',
    emotionEn: 'en',
    emotionRu: 'ru',
  };
  return Object.fromEntries(
    (Object.keys(sets) as (keyof typeof sets)[]).map((name) => [
      name,
      figures(sets[name], languages[name], clock),
    ]),
  );
}

function figures(turns: readonly Turn[], language: string, clock: Clock): StrategistFigures {
  const read = createMomentReader(loadMomentModel());
  const judgements = new RememberedJudgements();
  const chance = dice(1);
  const counts = { asks: 0, reacts: 0, handsOver: 0, sure: 0, remembered: 0 };
  const took: number[] = [];
  for (const { text, before } of turns) {
    const lastReply = before === '' ? null : { text: before, act: read(before, language).act };
    const startedAt = clock.steady();
    const words = text.split(/\s+/u).length;
    const { moment, choice } = judgements.judge({ id: 'a', version: '1' }, text, language, 0, () => {
      const judged = read(text, language);
      return { moment: judged, choice: chooseRegister(judged, words) };
    });
    const reason = needsOperator([text], [before]);
    const burst = [{ text, attachments: [] }];
    const emoji = { habit: 'often', favourites: [] } as const;
    const reaction = chooseReaction({ chance, burst, moment, lastReply, emoji });
    decide({
      burst: [{ ...someMessage, text }],
      now: 0,
      staleAfterMs: 1,
      mayGoDeep: true,
      choice,
      usualWords: 12,
    });
    took.push(clock.steady() - startedAt);
    if (isUnsure(moment, words) && reaction === null) counts.asks += 1;
    if (reaction !== null) counts.reacts += 1;
    if (reason !== null) counts.handsOver += 1;
    if (isSure(moment)) counts.sure += 1;
    if (choice.evidence.includes('remembered')) counts.remembered += 1;
  }
  const percent = (count: number): number => Math.round((1_000 * count) / turns.length) / 10;
  return {
    turns: turns.length,
    asksModelPercent: percent(counts.asks),
    reactsPercent: percent(counts.reacts),
    handsOverPercent: percent(counts.handsOver),
    sureOfEmotionPercent: percent(counts.sure),
    rememberedPercent: percent(counts.remembered),
    localMs: percentiles(took),
  };
}

const someMessage: StoredMessage = {
  row: 1,
  account: accountId('bench'),
  remoteId: remoteMessageId('1'),
  direction: 'incoming',
  author: 'person',
  text: '',
  attachments: [],
  sentAt: 0,
  receivedAt: 0,
  turn: null,
};

/** One conversation a line; what follows the last turn are labels. */
function chatTurns(file: string): readonly Turn[] {
  return lines(file, 'chat-dev').flatMap((line) => {
    const texts = line
      .split('\t', 1)[0]
      ?.split('__eou__')
      .map(unspaced)
      .filter((text) => text !== '');
    return (texts ?? []).map((text, index) => ({ text, before: texts?.[index - 1] ?? '' }));
  });
}

/** The data stands with spaces around punctuation; people do not write so. */
const unspaced = (text: string): string =>
  text
    .trim()
    .replace(/ ([,.!?…])/gu, '$1')
    .replace(/ ?’ ?/gu, "'");

const alone = (text: string): Turn => ({ text, before: '' });

/** The first column of a comma-separated row, with or without quotes. */
function russian(row: string): Turn {
  const quoted = /^"((?:[^"]|"")*)"/u.exec(row)?.[1];
  return alone(quoted?.replace(/""/gu, '"') ?? row.split(',')[0] ?? '');
}

function lines(file: string, set: OutsideSet): readonly string[] {
  return readOutside(file, set)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
