import { estimateTokens } from '../lib/token-estimate.js';
import { indexLorebook, type LorebookHits } from './lorebook-index.js';
import type { CharacterFile } from './schema.js';
import { fit, type Chosen, type LeftOut } from './select-modules.js';
import type { LorebookEntry } from './shape/knowledge.js';

/** What must be remembered of an entry from turn to turn, by its name. Plain, so that it can be stored as JSON. */
export type LorebookState = Readonly<Record<string, EntryState>>;

export interface EntryState {
  /** Turns it still stays in, whatever is talked about. */
  readonly stays: number;
  /** Turns in which it cannot come back. */
  readonly rests: number;
}

export interface LorebookInput {
  /** The latest messages of both, oldest first. */
  readonly recent: readonly string[];
  /** What the turn before this one left; empty at first. */
  readonly state: LorebookState;
  /** Most tokens in all; the character's own budget when left out. */
  readonly budget?: number | undefined;
}

export interface LorebookSelection {
  /** In the order of the file. */
  readonly chosen: readonly Chosen[];
  /** Called up, and not in: resting, or no room. */
  readonly cut: readonly LeftOut[];
  /** For the next turn. Store it only when the turn is committed. */
  readonly state: LorebookState;
}

/**
 * Which lorebook entries belong into this turn, and why. An entry that was called up stays for `sticky` more turns,
 * which a new match does not prolong, and then rests for `cooldown` turns. Pure: one call is one turn.
 */
export function selectLorebook(
  character: Pick<CharacterFile, 'lorebook' | 'budgets'>,
  input: LorebookInput,
  /** Of the character's lorebook; making it costs more than a turn may, so whoever asks often keeps it. */
  index = indexLorebook(character.lorebook),
): LorebookSelection {
  const hits = index.search(input.recent);
  const called: (Chosen & {
    readonly priority: number;
    readonly order: number;
    readonly entry: LorebookEntry;
  })[] = [];
  const cut: LeftOut[] = [];
  for (const [order, entry] of character.lorebook.entries()) {
    const { stays = 0, rests = 0 } = stateOf(input.state, entry);
    const reason = entry.constant
      ? 'constant'
      : stays > 0
        ? `sticky, ${stays} of ${entry.sticky} turns left`
        : matchOf(entry, hits);
    if (reason === null) continue;
    if (rests > 0 && !entry.constant) {
      cut.push({ name: entry.name, reason: `cooldown, ${rests} more ${rests === 1 ? 'turn' : 'turns'}` });
      continue;
    }
    const text = within(entry.text, entry.budget);
    const tokens = estimateTokens(text);
    // Constant entries were promised to be in every prompt, so they are seated first.
    const priority = entry.constant ? entry.priority + 1_000 : entry.priority;
    called.push({ name: entry.name, text, tokens, reason, priority, order, entry });
  }
  const fitted = fit(called, input.budget ?? character.budgets.lorebook);
  const shown = new Set(fitted.in.map(({ name }) => name));
  return {
    chosen: fitted.in.map(({ name, text, tokens, reason }) => ({ name, text, tokens, reason })),
    cut: [
      ...cut,
      ...fitted.out.map(({ name, tokens }) => ({ name, reason: `over the budget (${tokens} tokens)` })),
    ],
    state: nextState(character.lorebook, input.state, shown),
  };
}

function matchOf(entry: LorebookEntry, hits: LorebookHits): string | null {
  const key = hits.key(entry);
  if (key === undefined) return null;
  if (entry.secondary.length === 0) return `"${key}"`;
  const second = hits.secondary(entry);
  return second === undefined ? null : `"${key}" with "${second}"`;
}

function nextState(
  entries: readonly LorebookEntry[],
  before: LorebookState,
  shown: ReadonlySet<string>,
): LorebookState {
  const after: Record<string, EntryState> = {};
  for (const entry of entries) {
    if (entry.constant) continue;
    const { stays, rests } = stateOf(before, entry);
    let next: EntryState = { stays: Math.max(0, stays - 1), rests: Math.max(0, rests - 1) };
    // What was called up and found no room was not said, so it neither stays nor tires.
    const fresh = stays === 0 && rests === 0 && shown.has(entry.name);
    if (fresh && entry.sticky > 0) next = { stays: entry.sticky, rests: 0 };
    else if (fresh || stays === 1) next = { stays: 0, rests: entry.cooldown };
    if (next.stays > 0 || next.rests > 0) after[entry.name] = next;
  }
  return after;
}

function stateOf(state: LorebookState, { name }: LorebookEntry): EntryState {
  return (Object.hasOwn(state, name) ? state[name] : undefined) ?? { stays: 0, rests: 0 };
}

/** As many whole sentences as the budget holds; at least the first one, cut where it must be. */
function within(text: string, budget: number | undefined): string {
  if (budget === undefined || estimateTokens(text) <= budget) return text;
  let kept = '';
  for (const sentence of text.split(/(?<=[.!?…。！？]["'»”]?)\s+/u)) {
    const longer = kept === '' ? sentence : `${kept} ${sentence}`;
    if (estimateTokens(longer) > budget) break;
    kept = longer;
  }
  if (kept !== '') return kept;
  let end = text.length;
  while (end > 0 && estimateTokens(text.slice(0, end)) > budget) end = Math.floor(end * 0.9);
  return `${text.slice(0, end).trimEnd()}…`;
}
