/** Ekman's six emotions and their absence, in the order of the training data's labels. */
export const emotions = ['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise'] as const;
export type Emotion = (typeof emotions)[number];

/**
 * What a message does. `greeting`, `thanks`, `laughter` and `farewell` are given only where the message does nothing
 * else: "hi, can you help me?" is a request. `empty` has neither words nor signs.
 */
export type Act =
  | 'greeting'
  | 'thanks'
  | 'laughter'
  | 'farewell'
  | 'question'
  | 'request'
  | 'disclosure'
  | 'argument'
  | 'statement'
  | 'empty';

/** The languages the classifier was trained for. */
export const momentLanguages = ['en', 'ru'] as const;
export type MomentLanguage = (typeof momentLanguages)[number];

/** What one message, or a burst joined by line breaks, is like. */
export interface Moment {
  /** The one emotion to go by. */
  readonly emotion: Emotion;
  /** How likely each emotion is in the message; several can be, so they do not add up to one. */
  readonly scores: Readonly<Record<Emotion, number>>;
  /** How likely `emotion` is what a human reader would say, calibrated on held-out messages; 0 in a language it was not trained for. */
  readonly confidence: number;
  readonly act: Act;
  /** The language the words were taken for; null when it is none that the classifier knows. */
  readonly language: MomentLanguage | null;
}

/**
 * From here on `emotion` may be acted on without asking a model: right in four of five messages. The script that trains
 * the classifier prints how many are above it (docs/strategist.md).
 */
const sureFrom = 0.7;

export function isSure(moment: Pick<Moment, 'confidence'>): boolean {
  return moment.confidence >= sureFrom;
}
