import { counted } from '../../lib/counted.js';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OperatorError } from '../../core/failure.js';
import { driftOfTalks, type TalkDrift } from '../../app/views/drift-of-talks.js';
import { characterId } from '../../core/ids.js';
import type { DriftState } from '../../quality/drift.js';
import { fewestLines } from '../../quality/drift-likeness.js';
import { reminder } from '../../quality/drift-reminder.js';
import type { ProbeAnswer } from '../../quality/drift-probes.js';
import { readReplies } from '../../store/conversation/reply-reader.js';
import { loadedOrRefused, namedCharacter } from './character-argument.js';
import { askConfiguredModel } from './character-probes.js';
import { driftSvg, sparkline } from './drift-chart.js';
import { findChat } from '../chat/find-chat.js';
import { withReader } from '../frame/with-reader.js';
import type { Reader } from '../../store/engine/database.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';

export interface CharacterDriftOptions extends SettingsOptions {
  readonly json?: boolean;
  /** Named as everywhere (find-chat.ts). */
  readonly chat?: string;
  readonly svg?: string;
  readonly probes?: boolean;
}

/** More messages than a plot can show; the latest are read. */
const mostMessages = 5_000;
const mostColumns = 100;

/** `kindred character drift <character>`: how far its replies are from its voice, turn by turn. */
export async function characterDrift(
  surroundings: Surroundings,
  name: string,
  options: CharacterDriftOptions,
): Promise<void> {
  const { config, secrets } = loadSettings(surroundings, options);
  const { character } = loadedOrRefused(namedCharacter(name, config, surroundings.cwd));
  const talks = await withReader(config, (read) => repliesOf(read, character.id, options.chat));
  const { voice } = character;
  const { accepted, hearsOtherVoices, talks: chats } = driftOfTalks(character, talks);
  const probes = options.probes
    ? await askConfiguredModel(character, config, secrets, surroundings.stop)
    : [];
  if (options.svg !== undefined) {
    writeFileSync(
      resolve(surroundings.cwd, options.svg),
      driftSvg(
        `${character.name}: likeness to its own voice`,
        chats.map(({ conversation, states }) => ({ name: conversation, points: states })),
      ),
    );
  }
  if (options.json) {
    printJson(surroundings, {
      character: character.id,
      learntFrom: { samples: voice.samples.length, accepted },
      hearsOtherVoices,
      chats: chats.map(inNumbers),
      ...(options.probes === true && { probes: probes.map(({ answer: _, ...probe }) => probe) }),
    });
    return;
  }
  const columns = Math.min(mostColumns, surroundings.stdout.columns ?? 80);
  print(
    surroundings,
    `${character.name}: voice learnt from ${counted(voice.samples.length, 'sample line')} and ${counted(accepted, 'reply', 'replies')} of its own`,
  );
  if (!hearsOtherVoices) {
    const known = voice.samples.length + accepted;
    print(
      surroundings,
      known < fewestLines
        ? `  not enough to tell another written voice from it: ${known} of ${fewestLines} lines; lengths, marks and stock phrases are judged`
        : '  no other voices to tell it from in its language; lengths, marks and stock phrases are judged',
    );
  }
  for (const chat of chats) {
    print(surroundings);
    for (const line of inWords(chat, columns)) print(surroundings, line);
    const latest = chat.states.at(-1);
    if (latest?.status === 'outside') {
      print(surroundings, `  reminder for the next turn: ${reminder(character, latest)}`);
    }
  }
  if (options.probes) for (const line of probeLines(probes)) print(surroundings, line);
}

async function repliesOf(read: Reader, id: string, words: string | undefined) {
  const chat = words === undefined ? undefined : (await findChat(read, words)).conversation;
  const talks = await readReplies(read, characterId(id), mostMessages, chat);
  if (talks.size === 0) {
    throw new OperatorError(
      chat === undefined ? `${id} has not said anything yet` : `${id} has said nothing in ${chat}`,
      chat === undefined
        ? 'talk with it first, for example with "kindred chat"'
        : 'leave --chat out to see every conversation',
    );
  }
  return talks;
}

function inNumbers({ conversation, replies, states }: TalkDrift): object {
  return {
    conversation,
    turns: states.map(({ status, score, slips }, index) => ({
      turn: replies[index]?.turn,
      sentAt: new Date(replies[index]?.sentAt ?? 0).toISOString(),
      score: Number(score.toFixed(3)),
      status,
      slips: slips.map(({ measure, by }) => ({ measure, by: Number(by.toFixed(2)) })),
    })),
  };
}

function inWords({ conversation, states }: TalkDrift, columns: number): readonly string[] {
  const scores = states.map(({ score }) => score);
  const lowest = Math.min(...scores);
  const outside = stretches(states);
  const slipped = new Set(
    states
      .filter(({ status }) => status === 'outside')
      .flatMap(({ slips }) => slips.map((slip) => slip.measure)),
  );
  return [
    conversation,
    `  ${sparkline(states, columns - 2)}`,
    `  ${counted(states.length, 'turn')}, now ${(scores.at(-1) ?? 1).toFixed(2)}, lowest ${lowest.toFixed(2)} at turn ${scores.indexOf(lowest) + 1}; below 0.50 is outside its band`,
    outside.length === 0
      ? '  never outside its band'
      : `  outside at turns ${outside.join(', ')}: ${[...slipped].join(', ')}`,
  ];
}

/** Turns counted from 1, as "3-7, 12". */
function stretches(states: readonly DriftState[]): readonly string[] {
  const found: { from: number; to: number }[] = [];
  states.forEach(({ status }, index) => {
    if (status === 'inside') return;
    const last = found.at(-1);
    if (last?.to === index) last.to = index + 1;
    else found.push({ from: index + 1, to: index + 1 });
  });
  return found.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
}

function probeLines(probes: readonly ProbeAnswer[]): readonly string[] {
  if (probes.length === 0) return ['', 'Probes: the character has none'];
  const kept = probes.filter(({ verdict }) => verdict === 'true').length;
  return [
    '',
    `Probes: ${kept} of ${probes.length} answered as the file says`,
    ...probes.map(
      ({ ask, verdict, missing }) =>
        `  ${verdict.padEnd(6)} ${ask}${missing.length === 0 ? '' : `  (missing: ${missing.join('; ')})`}`,
    ),
  ];
}
