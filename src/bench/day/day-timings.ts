import type { Character } from '../../character/character.js';
import { indexLorebook } from '../../character/lorebook-index.js';
import { selectLorebook } from '../../character/select-lorebook.js';
import { lorebookEntryShape } from '../../character/shape/knowledge.js';
import { assemble } from '../../context/assemble.js';
import { promptTokens } from '../../context/window-size.js';
import { accountId, remoteMessageId } from '../../core/ids.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { decide } from '../../strategist/decide.js';
import { loadMomentModel } from '../../strategist/moment/model-file.js';
import { createMomentReader } from '../../strategist/moment/read-moment.js';
import { chooseRegister } from '../../strategist/register.js';
import { linesFor } from '../stage/day-lines.js';
import { percentiles, type Percentiles } from '../frame/percentiles.js';

/** Messages in a window that is about to be condensed. */
const fullWindow = 60;
const rounds = 300;
const entries = 500;
const minute = 60_000;

/** What a turn thinks about by itself, measured with a full window: no model, no store, no network. */
export function measureThinking(characters: readonly Character[]): {
  readonly assembleMs: Percentiles;
  readonly strategistMs: Percentiles;
  readonly lorebookMs: Percentiles;
} {
  const readMoment = createMomentReader(loadMomentModel());
  const assembling: number[] = [];
  const deciding: number[] = [];
  const searching: number[] = [];
  for (const character of characters) {
    const lines = linesFor(character.languages);
    const large = largeLorebook(character, lines);
    const index = indexLorebook(large);
    for (let round = 0; round < rounds; round += 1) {
      const now = Date.UTC(2026, 0, 5, 12) + round * minute;
      const window = Array.from({ length: fullWindow }, (_, at) =>
        message(character, lines, at + round, now - (fullWindow - at) * minute),
      );
      const latest = { ...message(character, lines, 2 * round, now), direction: 'incoming' as const };
      const recent = [...window, latest].map(({ text }) => text);
      deciding.push(
        timed(() => {
          const moment = readMoment(latest.text, character.languages[0]);
          const choice = chooseRegister(moment, latest.text.split(/\s+/u).length);
          const usualWords = character.voice.length.usual;
          decide({ burst: [latest], now, staleAfterMs: now, mayGoDeep: true, choice, usualWords });
        }),
      );
      assembling.push(
        timed(() => {
          const lore = selectLorebook(character, { recent, state: {} });
          assemble({
            character,
            personName: 'Ada',
            acquaintance: { messages: 200, days: 20 },
            standing: 'They talk every day and joke about the neighbour.',
            past: 'They talked of work, the landlord and the sister who called. '.repeat(20),
            window,
            unsent: [],
            modules: [],
            lore: lore.chosen,
            recalled: [],
            reminder: null,
            burst: [latest],
            moment: { register: 'light', words: 12 },
            now,
            budget: promptTokens,
          });
        }),
      );
      searching.push(
        timed(() => selectLorebook({ ...character, lorebook: large }, { recent, state: {} }, index)),
      );
    }
  }
  return {
    assembleMs: rounded(percentiles(assembling)),
    strategistMs: rounded(percentiles(deciding)),
    lorebookMs: rounded(percentiles(searching)),
  };
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** Three keys an entry out of words people use, as authors of large worlds write them. */
function largeLorebook(character: Character, lines: readonly string[]) {
  const words = [...lines, ...character.voice.samples].join(' ').split(/\s+/u);
  const word = (at: number): string => words[at % words.length] ?? 'word';
  return Array.from({ length: entries }, (_, at) =>
    lorebookEntryShape.parse({
      name: `entry ${at}`,
      keys: [`${word(at * 3)}${at}`, `${word(at * 5)} ${word(at * 7)}`, `${word(at * 11)}${at % 7}*`],
      text: `${word(at)} is a place somebody told about once.`,
      scanDepth: 1 + (at % 10),
    }),
  );
}

function message(character: Character, lines: readonly string[], row: number, sentAt: number): StoredMessage {
  const isTheirs = row % 2 === 0;
  const said = isTheirs ? lines : character.voice.samples;
  return {
    row,
    account: accountId('stage'),
    remoteId: remoteMessageId(String(row)),
    direction: isTheirs ? 'incoming' : 'outgoing',
    author: isTheirs ? 'person' : 'character',
    text: said[(row * 7) % said.length] ?? 'hm.',
    attachments: [],
    sentAt,
    receivedAt: sentAt,
    turn: null,
  };
}

const rounded = ({ p50, p95, p99 }: Percentiles): Percentiles => ({
  p50: round(p50),
  p95: round(p95),
  p99: round(p99),
});
const round = (value: number): number => Math.round(value * 1_000) / 1_000;
