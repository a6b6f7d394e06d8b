import type { Character } from '../../character/character.js';
import { selectLorebook } from '../../character/select-lorebook.js';
import { selectModules, type Chosen, type LeftOut } from '../../character/select-modules.js';
import { assemble } from '../../context/assemble.js';
import type { Prompt } from '../../context/prompt.js';
import { promptTokens, windowMessages } from '../../context/window-size.js';
import { accountId, remoteMessageId } from '../../core/ids.js';
import type { Milliseconds } from '../../core/clock.js';
import { systemClock } from '../../lib/system-clock.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { cacheMinimum } from '../../model/cache-minimums.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { loadedOrRefused, namedCharacter } from './character-argument.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface CharacterPreviewOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly turn: number;
  readonly say?: string;
}

const betweenMessages = 40_000;

/**
 * `kindred character preview <character>`: the exact prompt of one turn, with tokens and cache breakpoints. The talk
 * before it is made up: the person asks what the probes ask, the character answers with its sample lines.
 */
export function characterPreview(
  surroundings: Surroundings,
  name: string,
  options: CharacterPreviewOptions,
): void {
  const { config } = loadSettings(surroundings, options);
  const { character } = loadedOrRefused(namedCharacter(name, config, surroundings.cwd));
  const now = systemClock().now();
  const talk = madeUpTalk(character, options.turn, now, options.say);
  const recent = [...talk.before, talk.latest].map(({ text }) => text);
  const modules = selectModules(character, { recent: recent.slice(-4) });
  const lorebook = selectLorebook(character, { recent, state: {} });
  const input = {
    character,
    personName: 'Ada',
    acquaintance: { messages: talk.before.length, days: Math.floor((options.turn - 1) / 20) },
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
  };
  const prompt = assemble(input);
  if (options.json) {
    printJson(surroundings, {
      character: character.id,
      version: character.version,
      turn: options.turn,
      prompt,
      modules,
      lorebook,
    });
    return;
  }
  const { model } = config.models.roles['voice.everyday'][0] ?? { model: '' };
  for (const line of promptLines(prompt, model)) print(surroundings, line);
  print(surroundings);
  for (const line of layerLines(prompt)) print(surroundings, line);
  print(surroundings);
  print(surroundings, 'Called up by the latest messages');
  const called = [...calledLines(modules), ...calledLines(lorebook)];
  for (const line of called.length > 0 ? called : ['  (nothing)']) print(surroundings, line);
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

function promptLines(prompt: Prompt, model: string): readonly string[] {
  const minimum = cacheMinimum(model);
  const parts = [
    ...prompt.system.map(({ text, cache }) => ({ who: 'system', text, cache })),
    ...prompt.messages.map(({ role, text, cache }) => ({ who: role, text, cache })),
  ];
  let sum = 0;
  return parts.flatMap(({ who, text, cache }) => {
    sum += estimateTokens(text);
    const tooShort = sum < minimum ? `, and ${model} caches nothing below ${minimum}` : '';
    const end =
      cache === undefined ? [] : [`--- cache breakpoint (${cache}): ${sum} tokens up to here${tooShort} ---`];
    return [`[${who}, ${estimateTokens(text)} tokens]`, text, ...end];
  });
}

function layerLines({ notes }: Prompt): readonly string[] {
  const all = notes.reduce((sum, { tokens }) => sum + tokens, 0);
  return [
    ...table(
      ['layer', 'tokens', 'why it is in'],
      notes.map(({ layer, tokens, reason }) => [layer, String(tokens), reason]),
    ),
    `${all} tokens in all (estimated; a provider's own count differs by some 15 %)`,
  ];
}

function calledLines({
  chosen,
  cut,
}: {
  readonly chosen: readonly Chosen[];
  readonly cut: readonly LeftOut[];
}) {
  return [
    ...chosen.map(({ name, tokens, reason }) => `  ${name}  ${tokens} tokens  ${reason}`),
    ...cut.map(({ name, reason }) => `  ${name}  left out: ${reason}`),
  ];
}
