import { heardLine } from '../../core/heard-line.js';
import { cannedMemories } from './voice/canned-memories.js';
import { cannedNotes, shortened } from './voice/canned-notes.js';
import { speak } from './voice/canned-voice.js';
import type { ModelFault } from './faults.js';
import type { Misbehaviour } from './voice/misbehaviour.js';
import { fillSchema } from './voice/fill-schema.js';
import { momentOf } from './voice/moments.js';
import type { Sighting } from './voice/eye.js';
import { readPrompt, type PromptParts } from './voice/read-prompt.js';
import type { Script } from './voice/script.js';
import type { Voice } from './voice/voice.js';
import { tokensOf } from './tokens.js';
import { lastUserText, textOf } from './wire/wire.js';
import type { Answer, MessagesRequest } from './wire/wire.js';

/** What to say: a scripted line where one applies, else what it was told to do wrong, its voice, or a value that fits the schema. */
export function answerTo(
  request: MessagesRequest,
  options: {
    script: Script;
    voice?: Voice;
    misbehaviour?: Misbehaviour;
    seed: number;
    fault?: ModelFault;
    /** What it sees in the pictures of the request, in their order. */
    sights?: readonly Sighting[];
  },
): Answer {
  const line = options.script.take(request);
  const answer = cutToFit(line === undefined ? canned(request, options) : scripted(request, line), request);
  switch (options.fault?.kind) {
    case 'refusal':
      return { text: '', stop: 'refusal' };
    case 'empty':
      return { text: '', stop: 'end_turn' };
    case 'length':
      return { ...answer, text: firstHalf(answer.text), stop: 'max_tokens' };
    default:
      return answer;
  }
}

function canned(
  request: MessagesRequest,
  {
    voice = speak,
    misbehaviour,
    seed,
    sights = [],
  }: { voice?: Voice; misbehaviour?: Misbehaviour; seed: number; sights?: readonly Sighting[] },
): Answer {
  const prompt = readPrompt(request);
  if (request.structured !== undefined && sights.length > 0) return structured(request, described(sights));
  if (/\bwhich number\b/iu.test(prompt.lastWords) && sights.length > 0) {
    return { text: sights.map(({ text }) => text).join(' '), stop: 'end_turn' };
  }
  if (request.structured === undefined) {
    const words = misbehaviour?.answer(request, prompt, seed) ?? inThoughts(voice(prompt, seed));
    const text = sights.length === 0 ? words : `${seenInWords(sights)} ${words}`;
    return { text: `${heardIn(request, prompt)}${text}`, stop: 'end_turn' };
  }
  return structured(request, fitting(request, request.structured.schema, prompt.lastWords));
}

/** The value of a schema for looking: what is seen, the text in it, and that there is nothing wrong with it. */
function described(sights: readonly Sighting[]): object {
  const text = sights
    .map((one) => one.text)
    .join(' ')
    .trim();
  return { description: sights.map(({ words }) => words).join('; '), text, unsafe: false };
}

function seenInWords(sights: readonly Sighting[]): string {
  return sights
    .map(({ words, text }) => `So that is ${words}${text === '' ? '' : `, and it says ${text}`}.`)
    .join(' ');
}

/** Where the prompt asks for the line for the program it is said: the canned voice hears a goodbye and nothing else. */
function heardIn(request: MessagesRequest, { lastWords }: PromptParts): string {
  if (!textOf(request.system).includes(heardLine())) return '';
  return `${heardLine(momentOf(lastWords) === 'farewell' ? ['bye'] : [])}\n`;
}

/** A sample line may say where one thought ends and the next begins, which a list of lines cannot show. */
function inThoughts(text: string): string {
  return text.replace(/\s*\{pause\}\s*/gu, '\n\n').trim();
}

/** Schemas whose answers have to make sense are known by their fields; any other is filled with whatever fits. */
function fitting(request: MessagesRequest, schema: unknown, lastWords: string): unknown {
  const asked = fieldsOf(schema);
  const prompt = lastUserText(request);
  if (['memories', 'open', 'settled'].every((field) => asked.includes(field))) {
    return cannedMemories(prompt, textOf(request.system));
  }
  if (['notes', 'standing', 'warmth'].every((field) => asked.includes(field))) return cannedNotes(prompt);
  if (asked.length === 1 && asked[0] === 'note') return { note: shortened(lastWords || prompt) };
  return fillSchema(schema, lastWords);
}

function fieldsOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
  return Object.keys(schema.properties ?? {});
}

function scripted(request: MessagesRequest, line: NonNullable<ReturnType<Script['take']>>): Answer {
  if (typeof line === 'string') return { text: line, stop: 'end_turn' };
  if ('json' in line) return structured(request, line.json);
  return { text: line.text, stop: line.stop ?? 'end_turn' };
}

function structured(request: MessagesRequest, value: unknown): Answer {
  const text = JSON.stringify(value);
  const wish = request.structured;
  return wish?.via === 'tool' ? { text, stop: 'tool_use', tool: wish.tool } : { text, stop: 'end_turn' };
}

function cutToFit(answer: Answer, request: MessagesRequest): Answer {
  const stopAt = request.stopSequences
    .map((sequence) => ({ sequence, at: sequence === '' ? -1 : answer.text.indexOf(sequence) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)[0];
  const text = stopAt === undefined ? answer.text : answer.text.slice(0, stopAt.at);
  if (tokensOf(text) > request.maxTokens) {
    const bytes = Buffer.from(text, 'utf8').subarray(0, request.maxTokens * 4);
    return { ...answer, text: bytes.toString('utf8').replace(/\uFFFD+$/u, ''), stop: 'max_tokens' };
  }
  if (stopAt === undefined) return answer;
  return { ...answer, text, stop: 'stop_sequence', stopSequence: stopAt.sequence };
}

function firstHalf(text: string): string {
  const characters = [...text];
  return characters.slice(0, Math.ceil(characters.length / 2)).join('');
}
