import type { Register } from '../character/shape/knowledge.js';
import { isSure, type Emotion, type Moment } from './moment/moment.js';

/** What a moment calls for, and what told it. */
export interface RegisterChoice {
  readonly register: Register;
  /** One code per sign, kept in the turn record. */
  readonly evidence: readonly string[];
}

const heavy: ReadonlySet<Emotion> = new Set<Emotion>(['sadness', 'fear', 'disgust']);

/**
 * The tone an answer needs. What somebody does with a message counts before how it sounds: whoever argues wants to be
 * argued with, whoever asks for something wants it. An emotion counts only where the classifier is sure.
 */
export function chooseRegister(moment: Moment, words: number): RegisterChoice {
  const { act, emotion } = moment;
  const sure = isSure(moment);
  const evidence = [`act-${act}`, ...(sure ? [`emotion-${emotion}`] : [])];
  const choose = (register: Register): RegisterChoice => ({ register, evidence });
  if (act === 'argument') return choose('argument');
  if (act === 'disclosure') return choose(sure && emotion === 'joy' ? 'playful' : 'tender');
  if (sure && heavy.has(emotion)) return choose('tender');
  if (act === 'request') return choose('practical');
  if (act === 'laughter' || (sure && emotion === 'joy')) return choose('playful');
  if (words >= seriousWords || (sure && emotion === 'anger')) return choose('serious');
  return choose('light');
}

/** Beyond the 95th percentile of a message (EVIDENCE 4: 31 words) somebody is explaining something. */
const seriousWords = 40;
