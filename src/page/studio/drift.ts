import { driftOfTalks } from '../../app/views/drift-of-talks.js';
import { loadCharacter } from '../../character/load.js';
import { characterId } from '../../core/ids.js';
import { readReplies } from '../../store/conversation/reply-reader.js';
import type { PageParts } from '../source/page-parts.js';
import { goodOrRefused } from './characters.js';

/** The latest of them are looked at. */
const mostReplies = 2_000;
/** Talks with the most to see. */
const mostTalks = 12;

/** How far a character's replies are from its voice, talk by talk; figures without words. */
export async function driftView({ config, store }: Pick<PageParts, 'config' | 'store'>, id: string) {
  const { character } = goodOrRefused(loadCharacter(config.charactersFolder, id), id);
  const talks = await store.look(async (read) =>
    read === null ? new Map<never, never>() : readReplies(read, characterId(id), mostReplies),
  );
  const drift = driftOfTalks(character, talks);
  return {
    samples: character.voice.samples.length,
    accepted: drift.accepted,
    talks: drift.talks
      .map(({ conversation, states }) => ({
        conversation,
        scores: states.map(({ score }) => Number(score.toFixed(3))),
        outside: states.filter(({ status }) => status === 'outside').length,
      }))
      .sort((a, b) => b.scores.length - a.scores.length)
      .slice(0, mostTalks),
  };
}

export type DriftView = Awaited<ReturnType<typeof driftView>>;
