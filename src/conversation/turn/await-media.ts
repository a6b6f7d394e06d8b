import type { Milliseconds } from '../../core/clock.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import type { FixedAnswer } from '../fixed-answers/fixed-answer.js';
import type { Writer } from '../incoming/takeover.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { tempoOf } from '../planning/tempo.js';
import { latestAtHome } from './latest-at-home.js';
import type { TurnNeeds } from './turn-needs.js';

/** Nobody says how many pictures an album has: so long after one another may come, but not for ever. */
const albumQuietMs: Milliseconds = 2_500;
const albumMostMs: Milliseconds = 6_000;
/** Nobody is shown writing while a file is being opened. */
const notYetMs: Milliseconds = 3_600_000;

/** What a turn waits for before anything but urgent words is answered. */
export type MediaWait =
  /** Files that are being opened; whoever opens them wakes the turn. `shut`: messages of the burst, by row. */
  | { readonly kind: 'files'; readonly shut: ReadonlySet<number> }
  /** An album that may not be whole. */
  | { readonly kind: 'album'; readonly until: Milliseconds };

/** Null where nothing is waited for, which costs no look at the store: most talks bring nothing. */
export async function findMediaWait(
  media: TurnNeeds['media'],
  loaded: LoadedTurn,
  now: Milliseconds,
): Promise<MediaWait | null> {
  if (media === null) return null;
  const { burst, window } = loaded;
  const has = (messages: readonly StoredMessage[], stage: 'perceive' | 'describe'): readonly number[] =>
    messages
      .filter(({ attachments }) => attachments.some(({ awaits }) => awaits === stage))
      .map(({ row }) => row);
  const shut = new Set(has(burst, 'perceive'));
  // Words that a later turn shows have to stand by then, because they never change.
  const late = has(window, 'describe').length + has(window, 'perceive').length > 0;
  const wordless = has(burst, 'describe');
  // A voice that is shown pictures needs no words for them.
  if (wordless.length > 0 && !(await media.voiceSees(loaded))) for (const row of wordless) shut.add(row);
  if (shut.size > 0 || late) return { kind: 'files', shut };
  const until = albumUntil(burst);
  return until > now ? { kind: 'album', until } : null;
}

/** Until when another part of an album may come; in the past where none is expected. */
function albumUntil(burst: readonly StoredMessage[]): Milliseconds {
  const last = burst.at(-1);
  const album = last?.attachments.find((one) => one.album !== undefined)?.album;
  const parts = burst.filter(({ attachments }) => attachments.some((one) => one.album === album));
  const [first] = parts;
  if (last === undefined || album === undefined || first === undefined) return 0;
  return Math.min(last.receivedAt + albumQuietMs, first.receivedAt + albumMostMs);
}

/** Fixed words answer what could be read: what is not open yet gets a turn of its own. */
export function coveringOpened(
  answer: FixedAnswer,
  { burst }: LoadedTurn,
  { shut }: Extract<MediaWait, { kind: 'files' }>,
): FixedAnswer {
  const covers = (answer.covers ?? burst.map(({ row }) => row)).filter((row) => !shut.has(row));
  return { ...answer, covers };
}

/** Have the files opened, and meanwhile show that the message was read. */
export function waitForMedia(
  context: TurnNeeds,
  loaded: LoadedTurn,
  wait: MediaWait,
  writer: Writer,
  now: Milliseconds,
): void {
  const { conversation } = loaded.state;
  if (wait.kind === 'album') {
    context.lookAgainAt(conversation, wait.until);
    return;
  }
  context.media?.begin(conversation);
  if (writer.kind !== 'character') return;
  const tempo = tempoOf(context.planning, loaded, now);
  if (tempo.isDeferred && tempo.readAt > now) return;
  context.attend(loaded.state, latestAtHome(loaded), { ...tempo, typeAt: now + notYetMs }).end();
}
