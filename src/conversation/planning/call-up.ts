import type { Character } from '../../character/character.js';
import {
  selectLorebook,
  type LorebookSelection,
  type LorebookState,
} from '../../character/select-lorebook.js';
import type { Register } from '../../character/shape/knowledge.js';
import { selectModules, type ModuleSelection } from '../../character/select-modules.js';
import { driftNow } from '../../quality/drift.js';
import { reminder, reminderDue } from '../../quality/drift-reminder.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { PlanningNeeds } from './planning-needs.js';

/** What this moment brings into the prompt besides the talk itself. */
export interface CalledUp {
  readonly modules: ModuleSelection;
  readonly lore: LorebookSelection;
  readonly reminder: { readonly text: string; readonly reason: string } | null;
}

/** The talk as far as it calls anything up; nothing waits in it where the character writes first. */
type Talk = Pick<LoadedTurn, 'state' | 'window' | 'turnsBefore'> & {
  readonly burst: LoadedTurn['window'];
};

/** Messages that say what the talk is about: the last exchange and what is to be answered. */
const topicMessages = 3;
/** Replies that say how it writes lately: the window of the measure, and two more to come back into the band by. */
const latestReplies = 8;

export function callUp(
  { voices, lorebooks }: Pick<PlanningNeeds, 'voices' | 'lorebooks'>,
  character: Character,
  loaded: Talk,
  register: Register,
): CalledUp {
  const recent = [...loaded.window, ...loaded.burst].map(({ text }) => text);
  return {
    modules: selectModules(character, {
      recent: recent.slice(-(topicMessages + loaded.burst.length)),
      register,
    }),
    lore: selectLorebook(
      character,
      { recent, state: lorebookState(loaded.state.lorebookState) },
      lorebooks.of(character),
    ),
    reminder: reminderFor(character, voices, loaded),
  };
}

/** Whatever the row holds was written by an earlier version at worst; a state that cannot be read begins anew. */
function lorebookState(json: string | null): LorebookState {
  return json === null ? {} : (JSON.parse(json) as LorebookState);
}

function reminderFor(
  character: Character,
  voices: PlanningNeeds['voices'],
  { window, turnsBefore }: Talk,
): CalledUp['reminder'] {
  const replies = repliesIn(window);
  voices.heard(character, replies);
  const state = driftNow(replies.slice(-latestReplies), voices.of(character));
  if (state === null) return null;
  const due = reminderDue(character, state, turnsBefore + 1);
  if (due === null) return null;
  return { text: reminder(character, state), reason: `${due.reason}, voice ${state.score.toFixed(2)}` };
}

/** The character's replies, the bubbles of one turn together: that is what a voice is measured by. */
function repliesIn(window: LoadedTurn['window']): readonly string[] {
  const replies: { readonly turn: unknown; text: string }[] = [];
  for (const { author, text, turn } of window) {
    if (author !== 'character') continue;
    const last = replies.at(-1);
    if (last && turn !== null && last.turn === turn) last.text = `${last.text}\n${text}`;
    else replies.push({ turn, text });
  }
  return replies.map(({ text }) => text);
}
