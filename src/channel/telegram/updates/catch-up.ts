import { Api } from 'telegram';
import type { Milliseconds } from '../../../core/clock.js';
import type { ChannelFailure } from '../../contract.js';
import { ANSWER_UNREADABLE } from '../failure.js';
import { toPosition } from './cursor.js';
import type { Ledger } from './ledger.js';
import type { UpdateSource } from './source.js';
import { SweepBroken } from './sweep.js';
import type { SweepFind, SweepScope } from './sweep.js';
import type { TranslationContext } from '../message/update-to-event.js';

export interface CatchUpParts {
  readonly ledger: Ledger;
  readonly source: UpdateSource;
  readonly sweep: (scope: SweepScope, context: TranslationContext) => AsyncIterable<SweepFind>;
  /** The same by number, where the list of chats cannot be read. */
  readonly sweepById: (context: TranslationContext) => AsyncIterable<SweepFind>;
  /** Stores what the ledger staged, trying until it succeeds; false when the channel was closed meanwhile. */
  readonly store: () => Promise<boolean>;
}

export type CatchUpResult =
  | { readonly ok: true; readonly slices: number; readonly rebuilt: boolean }
  | { readonly ok: false; readonly wait?: Milliseconds; readonly code: string };

/** Messages of the last hour before our position are looked at again: server clocks and ours need not agree. */
const MARGIN: Milliseconds = 3_600_000;
/** Chat list pages looked through after too long an absence, 100 chats each. */
const REBUILD_PAGES = 50;

/**
 * Fetch everything since our position (`updates.getDifference`), slice by slice, each stored before the next is asked
 * for.
 */
export async function catchUp(parts: CatchUpParts): Promise<CatchUpResult> {
  const { ledger, source, store } = parts;
  for (let slices = 0; ; slices += 1) {
    const from = ledger.position;
    if (from === undefined) throw new Error('a difference was wanted before there was a position');

    const answer = await source.difference(from);
    if (!answer.ok) {
      // The server cannot count from our position (PERSISTENT_TIMESTAMP_EMPTY, _INVALID, _OUTDATED).
      if (answer.failure.code.startsWith('PERSISTENT_TIMESTAMP')) return rebuild(parts);
      return failed(answer.failure);
    }
    const difference = answer.value;
    if (difference instanceof Api.updates.DifferenceTooLong) return rebuild(parts);
    if (difference instanceof Api.updates.DifferenceEmpty) {
      ledger.moveTo({ ...from, date: difference.date, seq: difference.seq });
      return { ok: true, slices, rebuilt: false };
    }
    const last = difference instanceof Api.updates.Difference;
    const end = toPosition(last ? difference.state : difference.intermediateState);
    ledger.enterDifference(difference, end);
    if (!(await store())) return { ok: false, code: 'CLOSED' };
    if (last) return { ok: true, slices: slices + 1, rebuilt: false };
    if (end.pts === from.pts && end.qts === from.qts) return { ok: false, code: 'SLICE_WITHOUT_PROGRESS' };
  }
}

/**
 * Take the server's present as our position, after fetching from the chats themselves what the stream no longer has,
 * or holds in a way that cannot be read.
 */
export async function rebuild(parts: CatchUpParts): Promise<CatchUpResult> {
  const { ledger, source, store } = parts;
  const state = await source.state();
  if (!state.ok && state.failure.code !== ANSWER_UNREADABLE) return failed(state.failure);
  const { position, identity } = ledger;
  if (position !== undefined && identity !== undefined) {
    const scope = { since: position.date * 1_000 - MARGIN, pages: REBUILD_PAGES };
    for (const way of [parts.sweep(scope, identity), parts.sweepById(identity)]) {
      const broken = await takeAll(parts, way);
      if (broken === undefined) break;
      if (broken !== ANSWER_UNREADABLE) return { ok: false, code: broken };
    }
  }
  if (state.ok) ledger.moveTo(state.value);
  else ledger.skipGaps();
  if (!(await store())) return { ok: false, code: 'CLOSED' };
  return { ok: true, slices: 0, rebuilt: true };
}

/** Undefined when all was taken, else why not. */
async function takeAll(
  { ledger, store }: CatchUpParts,
  finds: AsyncIterable<SweepFind>,
): Promise<string | undefined> {
  try {
    for await (const find of finds) {
      ledger.enterFind(find);
      // Our position stays behind until all is here: a crash in between starts over.
      if (!(await store())) return 'CLOSED';
    }
    return undefined;
  } catch (error) {
    if (error instanceof SweepBroken) return error.message;
    throw error;
  }
}

function failed(failure: ChannelFailure): CatchUpResult {
  return {
    ok: false,
    code: failure.code,
    ...(failure.kind === 'flood' ? { wait: failure.wait } : {}),
  };
}
