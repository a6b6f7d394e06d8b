import { digestOf, recentlyWith } from '../../lib/recently.js';
import { actOf } from './act.js';
import { featuresOfTokens } from './features.js';
import { languageOf } from './language.js';
import { judgeScores, scoresOf, type MomentModel } from './model.js';
import { emotions, type Emotion, type Moment } from './moment.js';
import { tokensOf } from './tokens.js';

/**
 * Reads what a message is like, without any model call. `language` is what the person usually writes (BCP 47); it
 * decides only where the words leave it open.
 */
export type ReadMoment = (text: string, language?: string) => Moment;

export function createMomentReader(model: MomentModel): ReadMoment {
  return (text, hint) => readOnce({ text, hint }, model);
}

/** Planning, choosing a reaction and the tone of the talk read the same messages, of several talks at once. */
const remembered = 512;
const readOnce = recentlyWith(
  remembered,
  ({ text, hint }: { readonly text: string; readonly hint: string | undefined }, model: MomentModel) =>
    read(text, hint, model),
  ({ text, hint }) => digestOf(`${hint ?? ''}\n${text}`),
);

function read(text: string, hint: string | undefined, model: MomentModel): Moment {
  const tokens = tokensOf(text);
  const language = languageOf(tokens, hint);
  const scores = scoresOf(featuresOfTokens(tokens), model);
  const judged = judgeScores(scores, model.terms[language ?? 'en']);
  const emotion = emotions[judged.first] ?? 'neutral';
  return {
    emotion,
    scores: Object.fromEntries(
      emotions.map((name, kind) => [name, judged.probabilities[kind] ?? 0]),
    ) as Record<Emotion, number>,
    confidence: language === null ? 0 : judged.confidence,
    act: actOf(text, emotion),
    language,
  };
}
