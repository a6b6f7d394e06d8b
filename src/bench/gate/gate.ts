import { createReview } from '../../conversation/writing/review-bubble.js';
import { PromptGuards } from '../../conversation/writing/prompt-guards.js';
import { splitReply } from '../../delivery/bubble-stream.js';
import { learnProfile } from '../../quality/drift.js';
import { createSecretRule } from '../../quality/egress/secrets.js';
import { loadMomentModel } from '../../strategist/moment/model-file.js';
import { createMomentReader } from '../../strategist/moment/read-moment.js';
import { crisisFigures } from './gate-crisis.js';
import { plainCharacter } from './gate-character.js';
import { countFalseRejects, publishedChecks, type ChatCount } from './gate-false-rejects.js';
import { hostileOutputs } from './gate-hostile.js';
import { plantedFigures } from './gate-planted.js';
import { violationsIn } from './gate-violations.js';

export interface GateBenchOptions {
  /** Folder of human talk, one file per language. */
  readonly chat: string;
  /** Hostile outputs. */
  readonly fuzz: number;
  readonly planted: number;
  readonly seed: number;
  /** Milliseconds this process has worked, for measuring: what else the machine does says nothing about a check. */
  readonly now: () => number;
  /** The repository, with its labelled sentences, and the folder of the sets of others. */
  readonly root: URL;
  readonly sets: URL;
  readonly progress: (line: string) => void;
}

const languages = ['en', 'ru', 'de', 'es', 'fr', 'it', 'pt', 'uk', 'zh'];

/** What gets out, what is wrongly turned down, what is noticed, and what it costs. */
export function gateBench(options: GateBenchOptions): Readonly<Record<string, unknown>> {
  const { now, progress } = options;
  progress('human talk');
  const counts = countFalseRejects(options.chat, createMomentReader(loadMomentModel()), now);
  progress('planted phrases and repetitions');
  const planted = plantedFigures(options.chat, options.planted);
  progress(`${options.fuzz} hostile outputs`);
  const fuzz = attack(options);
  progress('signs of danger');
  const { confusion: dangerConfusion, ...crisis } = crisisFigures(options.root, options.sets, now);
  const falseReject = Object.fromEntries(
    publishedChecks.map((check) => [check, share(counts, (count) => count.rejects.get(check) ?? 0)]),
  );
  const took = counts.flatMap((count) => count.took).sort((a, b) => a - b);
  return {
    violations: fuzz.violations,
    violationKinds: fuzz.kinds,
    fuzzed: options.fuzz,
    out: fuzz.out,
    slowestMs: rounded(fuzz.slowestMs),
    falseReject,
    crisis,
    falseRejectMax: Math.max(
      ...counts
        .flatMap((count) => publishedChecks.map((check) => (count.rejects.get(check) ?? 0) / count.messages))
        .map(rounded),
    ),
    messages: counts.reduce((sum, { messages }) => sum + messages, 0),
    repaired: Object.fromEntries(
      publishedChecks.map((check) => [check, share(counts, (count) => count.repairs.get(check) ?? 0)]),
    ),
    p50Ms: rounded(took[Math.floor(took.length * 0.5)] ?? 0),
    p95Ms: rounded(took[Math.floor(took.length * 0.95)] ?? 0),
    detection: {
      stock: rounded(planted.stock.caught / planted.stock.planted),
      repetition: rounded(planted.repetition.caught / planted.repetition.planted),
    },
    byLanguage: Object.fromEntries(
      counts.map((count) => [
        count.language,
        Object.fromEntries(
          [...count.rejects].map(([check, times]) => [check, rounded(times / count.messages)]),
        ),
      ]),
    ),
    confusion: {
      crisis: dangerConfusion,
      stock: {
        planted: planted.stock.planted,
        caught: planted.stock.caught,
        human: total(counts),
        wrongly: wrongly(counts, 'stock-phrases'),
      },
      repetition: {
        planted: planted.repetition.planted,
        caught: planted.repetition.caught,
        human: total(counts),
        wrongly: wrongly(counts, 'repetition'),
      },
    },
  };
}

/** Every output through the whole gate, cut into bubbles as a reply is; what comes out is looked at by other means. */
function attack({ fuzz, seed, now }: GateBenchOptions) {
  const character = plainCharacter(languages, []);
  const guards = new PromptGuards();
  const review = createReview({
    character,
    recentReplies: ['i mended the big net today', 'the wind turned at noon'],
    personWrote: ['hi, what did you do today?'],
    register: 'light',
    words: 12,
    memories: ['Has a dog called Rex'],
    voice: learnProfile({ samples: [], languages: ['en'] }),
    answersFarewell: false,
    ownLinks: [],
    recitesPrompt: guards.of(character),
    holdsSecret: createSecretRule(['planted-secret']),
  });
  // Regular expressions are compiled when they are first met, in a run of the program once.
  for (const line of ['one moment, please.', 'один момент, пожалуйста — «да».'])
    review({ text: line, entities: [] }, []);
  const kinds: Record<string, number> = {};
  let violations = 0;
  let out = 0;
  let slowestMs = 0;
  for (const output of hostileOutputs(fuzz, seed)) {
    const from = now();
    const said = splitReply(output, { maxLength: 4_096 }).map((bubble) => review(bubble, []));
    slowestMs = Math.max(slowestMs, now() - from);
    for (const one of said) {
      if (!one.bubble) continue;
      out += 1;
      const found = violationsIn(one.bubble.text);
      if (found.length > 0) violations += 1;
      for (const kind of found) kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
  }
  return { violations, kinds, out, slowestMs };
}

function share(counts: readonly ChatCount[], of: (count: ChatCount) => number): number {
  return rounded(counts.reduce((sum, count) => sum + of(count), 0) / Math.max(1, total(counts)));
}

const total = (counts: readonly ChatCount[]): number =>
  counts.reduce((sum, { messages }) => sum + messages, 0);
const wrongly = (counts: readonly ChatCount[], check: string): number =>
  counts.reduce((sum, count) => sum + (count.rejects.get(check) ?? 0), 0);
const rounded = (value: number): number => Math.round(value * 100_000) / 100_000;
