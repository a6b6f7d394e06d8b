import type { Character } from '../character/character.js';
import type { Milliseconds } from '../core/clock.js';
import { quoteSections } from '../core/prompt-section.js';
import type { LayerNote } from '../core/turn.js';
import { note as formNote } from '../core/transcript-forms.js';
import { estimateTokens } from '../lib/token-estimate.js';
import type { ModelImage, ModelMessage } from '../model/contract.js';
import { imageTokens } from '../model/image-tokens.js';
import type { StoredMessage } from '../store/conversation/conversation-reader.js';
import type { Relationship } from '../store/memory/relationship-store.js';
import { tailLife } from './cache-plan.js';
import { loreLayer, modulesLayer } from './layers/called-up.js';
import { describe, historyLayer } from './layers/history.js';
import { doubtsLayer } from './layers/doubts.js';
import { editsLayer, type SeenEdit } from './layers/edits.js';
import { identityLayer } from './layers/identity.js';
import { impulseLayer, type Impulse } from './layers/impulse.js';
import { pastLayer } from './layers/past.js';
import { recalledLayer, type RecalledMemory } from './layers/recalled.js';
import { relationshipLayer, stageOf, type Acquaintance } from './layers/relationship.js';
import { reminderLayer } from './layers/reminder.js';
import { rulesLayer } from './layers/rules.js';
import { situationLayer, type Asked } from './layers/situation.js';
import { voiceLayer } from './layers/voice.js';
import { lastSpokenOf } from './last-spoken-of.js';
import type { Prompt, PromptBlock } from './prompt.js';
import { turnGaps } from './turn-gaps.js';

/** Something that was called up for this turn, with the reason. */
interface CalledUp {
  readonly name: string;
  readonly text: string;
  readonly tokens: number;
  readonly reason: string;
}

export interface AssembleInput {
  readonly character: Character;
  readonly personName: string | null;
  readonly acquaintance: Acquaintance;
  /** How things stand between them, and the talk before the window; empty while nobody wrote it down. */
  readonly standing: string;
  readonly past: string;
  /** How the two stand by what was counted, and what is open between them; null or absent before the first session. */
  readonly relationship?: Relationship | null;
  /** The talk before the burst, oldest first. */
  readonly window: readonly StoredMessage[];
  readonly unsent: readonly string[];
  /** What was answered and says something else now. */
  readonly edits?: readonly SeenEdit[];
  /** What of the character's last words may not have arrived. */
  readonly doubts?: readonly string[];
  readonly modules: readonly CalledUp[];
  readonly lore: readonly CalledUp[];
  /** What slipped from the character's voice, and why it is said now; null while nothing did. */
  readonly reminder: { readonly text: string; readonly reason: string } | null;
  /** What of this person's past belongs to the moment. */
  readonly recalled: readonly RecalledMemory[];
  /** What it means to say by itself, where it does. */
  readonly impulse?: Impulse;
  /** What is to be answered, oldest first; empty where it writes first. */
  readonly burst: readonly StoredMessage[];
  /** Pictures that are shown with the burst; `isAgain`: earlier ones that are asked about. */
  readonly pictures?: { readonly images: readonly ModelImage[]; readonly isAgain: boolean };
  /** What is written now is said aloud. */
  readonly isSpoken?: boolean;
  /** What the moment calls for. */
  readonly moment: Asked;
  readonly now: Milliseconds;
  /** Tokens the whole prompt should not exceed; the oldest of the talk goes first. */
  readonly budget: number;
}

/** However small the budget, the last exchanges stay: without them an answer has nothing to be about. */
const fewestMessages = 6;

/**
 * Ordered layers in, prompt value out. Stable bytes first: what is the character's own, then what is this relationship's,
 * then the settled talk, each behind a breakpoint; what changes from turn to turn goes into the last message.
 */
export function assemble(input: AssembleInput): Prompt {
  const notes: LayerNote[] = [];
  const note = (layer: string, reason: string, text: string): string => {
    if (text !== '') notes.push({ layer, reason, tokens: estimateTokens(text) });
    return text;
  };
  const life = tailLife(turnGaps(input.window, input.burst));
  const cache = life === null ? {} : { cache: life };

  const own = joined([
    note('identity', 'always', identityLayer(input.character)),
    note('voice', 'always', voiceLayer(input.character)),
    note('rules', 'always', rulesLayer(input.character)),
  ]);
  const stage = stageOf(input.character, input.acquaintance);
  const between = joined([
    note(
      'relationship',
      stage ? `stage ${stage.name}` : 'how it stands',
      relationshipLayer(stage, input.standing, input.relationship ?? null),
    ),
    note('past', 'condensed talk before the window', pastLayer(input.past)),
  ]);
  const system: readonly PromptBlock[] = [
    { text: own, shared: true, cache: '1h' },
    ...(between === '' ? [] : [{ text: between, shared: false, ...cache }]),
  ];
  const moment = joined([
    note('modules', reasons(input.modules), modulesLayer(input.modules)),
    note('lore', reasons(input.lore), loreLayer(input.lore)),
    note('memories', reasons(input.recalled), recalledLayer(input.recalled)),
    note('edits', 'answered messages that were edited', editsLayer(input.edits ?? [])),
    note('doubts', 'last words that may not have arrived', doubtsLayer(input.doubts ?? [])),
    note('situation', 'clock, gap, wait and tone', situation(input)),
    note('impulse', input.impulse?.reason ?? '', impulseLayer(input.impulse ?? null)),
    note('reminder', input.reminder?.reason ?? '', reminderLayer(input.reminder?.text ?? null)),
  ]);
  const { images = [], isAgain = false } = input.pictures ?? {};
  if (images.length > 0) {
    const tokens = images.reduce((sum, image) => sum + imageTokens(image), 0);
    notes.push({
      layer: 'pictures',
      reason: `${images.length} ${isAgain ? 'asked about again' : 'new'}`,
      tokens,
    });
  }
  const words = note(
    'burst',
    `${input.burst.length} to answer`,
    input.burst.map((message) => quoteSections(describe(message))).join('\n'),
  );
  const room = input.budget - notes.reduce((sum, { tokens }) => sum + tokens, 0);
  const { history, cut } = fitHistory(input.window, input.unsent, room);
  const shown = input.window.length - cut;
  note(
    'history',
    `${shown} messages${cut === 0 ? '' : `, ${cut} older ones cut for room`}`,
    history.map((message) => message.text).join('\n'),
  );
  const aside = joined([isAgain ? formNote('again') : '', input.isSpoken === true ? formNote('spoken') : '']);
  const messages = withBurst(history, joined([moment, aside, words]), cache);
  return { system, messages: withImages(messages, images), notes, shown };
}

function situation({
  character,
  personName,
  window,
  burst,
  moment,
  now,
  past,
  relationship,
}: AssembleInput): string {
  const person = {
    name: personName,
    lastMessageAt: window.at(-1)?.sentAt ?? null,
    // With a window of some length the end of the talk stands in it, and the notes tell of what was before.
    leftOpen: lastSpokenOf(relationship?.openThreads ?? [], window.length < fewestMessages ? past : ''),
  };
  return situationLayer(character, now, person, burst[0]?.sentAt ?? now, moment);
}

/** Halves of the window are given up, not messages one by one: the cached prefix then changes rarely. */
function fitHistory(
  window: readonly StoredMessage[],
  unsent: readonly string[],
  room: number,
): { readonly history: readonly ModelMessage[]; readonly cut: number } {
  let kept = window;
  for (;;) {
    const history = historyLayer(kept, unsent);
    const tokens = history.reduce((sum, { text }) => sum + estimateTokens(text), 0);
    if (tokens <= room || kept.length <= fewestMessages) return { history, cut: window.length - kept.length };
    kept = kept.slice(-Math.max(fewestMessages, Math.floor(kept.length / 2)));
  }
}

function withBurst(
  history: readonly ModelMessage[],
  burst: string,
  cache: Pick<ModelMessage, 'cache'>,
): readonly ModelMessage[] {
  const last = history.at(-1);
  // What the person wrote and nobody answered can still grow; everything before it is settled.
  const open = last?.role === 'user' ? [last.text, burst] : [burst];
  const settled = last?.role === 'user' ? history.slice(0, -1) : history;
  const end = settled.at(-1);
  return [
    ...settled.slice(0, -1),
    ...(end === undefined ? [] : [{ ...end, ...cache }]),
    { role: 'user', text: open.join('\n') },
  ];
}

/** In the last message alone: what stands before it is cached, and never changes. */
function withImages(
  messages: readonly ModelMessage[],
  images: readonly ModelImage[],
): readonly ModelMessage[] {
  const last = messages.at(-1);
  if (last === undefined || images.length === 0) return messages;
  return [...messages.slice(0, -1), { ...last, images }];
}

function joined(parts: readonly string[]): string {
  return parts.filter((text) => text !== '').join('\n\n');
}

function reasons(items: readonly CalledUp[]): string {
  return items.map(({ name, reason }) => `${name} (${reason})`).join('; ');
}
