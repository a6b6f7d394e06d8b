import type { Character } from '../../character/character.js';
import { selectLorebook } from '../../character/select-lorebook.js';
import { selectModules } from '../../character/select-modules.js';
import { assemble } from '../../context/assemble.js';
import { promptTokens, windowMessages } from '../../context/window-size.js';
import type { Milliseconds } from '../../core/clock.js';
import { accountId, remoteMessageId } from '../../core/ids.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';

const betweenMessages = 40_000;

/**
 * The exact prompt of one turn of a talk that is made up: the person asks what the probes ask, the character answers with
 * its sample lines.
 * @param turn from 1
 * @param say what the person says last; one of the probes when left out
 */
export function characterPreview(
  character: Character,
  turn: number,
  now: Milliseconds,
  say: string | undefined,
) {
  const talk = madeUpTalk(character, turn, now, say);
  const recent = [...talk.before, talk.latest].map(({ text }) => text);
  const modules = selectModules(character, { recent: recent.slice(-4) });
  const lorebook = selectLorebook(character, { recent, state: {} });
  const prompt = assemble({
    character,
    personName: 'Ada',
    acquaintance: { messages: talk.before.length, days: Math.floor((turn - 1) / 20) },
    standing: '',
    past: '',
    window: talk.before.slice(-windowMessages),
    unsent: [],
    modules: modules.chosen,
    lore: lorebook.chosen,
    reminder: null,
    recalled: [],
    burst: [talk.latest],
    moment: { register: 'light', words: character.voice.length.usual },
    now,
    budget: promptTokens,
  });
  return { prompt, modules, lorebook };
}

function madeUpTalk(character: Character, turn: number, now: Milliseconds, say: string | undefined) {
  const questions = character.probes.map(({ ask }) => ask);
  const asked = (index: number): string => questions[index % questions.length] ?? 'hm.';
  const answered = (index: number): string =>
    character.voice.samples[index % character.voice.samples.length] ?? 'hm.';
  const before = Array.from({ length: (turn - 1) * 2 }, (_, index) => {
    const round = Math.floor(index / 2);
    const sentAt = now - ((turn - 1) * 2 - index) * betweenMessages;
    return index % 2 === 0
      ? message(index, 'person', asked(round), sentAt)
      : message(index, 'character', answered(round), sentAt);
  });
  return { before, latest: message(before.length, 'person', say ?? asked(turn - 1), now) };
}

function message(
  row: number,
  author: 'person' | 'character',
  text: string,
  sentAt: Milliseconds,
): StoredMessage {
  return {
    row,
    account: accountId('preview'),
    remoteId: remoteMessageId(String(row + 1)),
    direction: author === 'person' ? 'incoming' : 'outgoing',
    author,
    text,
    attachments: [],
    sentAt,
    receivedAt: sentAt,
    turn: null,
  };
}
