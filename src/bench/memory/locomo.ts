import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Milliseconds } from '../../core/clock.js';
import { readOutside, requireOutside } from '../frame/outside-data.js';

/** One turn of a LoCoMo conversation. */
export interface LocomoTurn {
  readonly id: string;
  readonly speaker: string;
  readonly text: string;
  /** What a shared picture shows. */
  readonly caption: string | null;
  readonly at: Milliseconds;
}

export interface LocomoQuestion {
  readonly text: string;
  /** 1 multi-hop, 2 temporal, 3 open-domain, 4 single-hop, 5 adversarial. */
  readonly category: number;
  /** Ids of the turns that hold the answer; never empty. */
  readonly evidence: readonly string[];
}

export interface LocomoConversation {
  readonly speakers: readonly [string, string];
  readonly turns: readonly LocomoTurn[];
  readonly questions: readonly LocomoQuestion[];
}

const turn = z.object({
  speaker: z.string(),
  dia_id: z.string(),
  text: z.string().default(''),
  blip_caption: z.string().optional(),
});
const file = z.array(
  z.object({
    conversation: z.looseObject({ speaker_a: z.string(), speaker_b: z.string() }),
    qa: z.array(
      z.object({
        question: z.string(),
        category: z.number(),
        evidence: z.array(z.string()).default([]),
      }),
    ),
  }),
);

/** Between two turns of a session, whose own times are not given. */
const turnMs: Milliseconds = 60_000;

/** Reads LoCoMo's own format from a file, or from the first JSON file in a folder. */
export function readLocomo(path: string): readonly LocomoConversation[] {
  requireOutside(path, 'locomo-dev');
  const source = statSync(path).isDirectory() ? join(path, firstJson(path)) : path;
  return file.parse(JSON.parse(readOutside(source, 'locomo-dev'))).map(({ conversation, qa }) => {
    const turns = readTurns(conversation);
    const known = new Set(turns.map(({ id }) => id));
    return {
      speakers: [conversation.speaker_a, conversation.speaker_b],
      turns,
      questions: qa
        .map(({ question, category, evidence }) => ({
          text: question,
          category,
          // Some strings hold several ids, a few name turns that do not exist.
          evidence: [...new Set(evidence.flatMap((ids) => ids.split(/[;,\s]+/u)))].filter((id) =>
            known.has(id),
          ),
        }))
        .filter(({ evidence }) => evidence.length > 0),
    };
  });
}

function firstJson(folder: string): string {
  const name = readdirSync(folder)
    .sort()
    .find((file) => file.endsWith('.json'));
  return name ?? '*.json';
}

function readTurns(conversation: Readonly<Record<string, unknown>>): readonly LocomoTurn[] {
  const turns: LocomoTurn[] = [];
  for (let session = 1; conversation[`session_${session}`] !== undefined; session += 1) {
    const startedAt = sessionDate(String(conversation[`session_${session}_date_time`]));
    const said = z.array(turn).parse(conversation[`session_${session}`]);
    said.forEach(({ speaker, dia_id: id, text, blip_caption: caption = null }, index) =>
      turns.push({ id, speaker, text, caption, at: startedAt + index * turnMs }),
    );
  }
  return turns;
}

/** `1:56 pm on 8 May, 2023`, taken as UTC. */
function sessionDate(text: string): Milliseconds {
  const parts = /^(\d+):(\d+) (am|pm) on (\d+ \w+), (\d{4})$/u.exec(text.trim());
  if (!parts) throw new Error(`not a date of a session: ${text}`);
  const [, hour = '', minute = '', half = '', day = '', year = ''] = parts;
  const hours = (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  return Date.parse(`${day} ${year} UTC`) + (hours * 60 + Number(minute)) * 60_000;
}
