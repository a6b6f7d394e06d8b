import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { KeyedLanes } from '../../lib/keyed-lanes.js';
import { readOpenMedia, type OpenMedium } from '../../store/media/media-reader.js';
import { keepMeaning } from '../../store/media/sticker-writer.js';
import { stopWaiting } from '../../store/media/media-writer.js';
import { look } from './look.js';
import { readPerceivingFacts, whyNotPerceived } from './may-perceive.js';
import { openMedium, settled, type Opened } from './perceive-medium.js';
import type { PerceivingNeeds } from './perceiving-needs.js';

/** Conversations whose files are opened at once. */
const concurrency = 6;
/** An account that is away so long is not waited for: nobody else can fetch what it was sent. */
const awayMs: Milliseconds = 60_000;
const lookAgainMs: Milliseconds = 5_000;
/** Fetching and opening a picture; a note gets the time to listen to it as well. */
const pictureMs: Milliseconds = 12_000;
const soundMs: Milliseconds = 20_000;
const perSecondMs: Milliseconds = 500;
/** Putting a picture into words. */
const describeMs: Milliseconds = 20_000;
/** The longest of them and some. */
const watchdogMs: Milliseconds = 600_000;

/**
 * The stage between inbox and lane: what came as picture, voice or file becomes words before its turn looks for what is
 * owed. It begins with the commit that stored the message, works through the files of a conversation in the order they
 * came, and wakes the turn. What is left unfinished at a stop is picked up at the next start.
 */
export class Perception {
  private readonly lanes: KeyedLanes<ConversationId>;
  /** Pictures whose words are being found, beside everything else. */
  private readonly describing = new Map<number, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly needs: PerceivingNeeds,
    private readonly onError: (cause: unknown) => void,
  ) {
    this.lanes = new KeyedLanes({
      work: (conversation, { signal }) => this.perceive(conversation, signal),
      clock: needs.clock,
      concurrency,
      mostInterrupts: 0,
      watchdogMs,
      onOverrun: () => undefined,
      onError: (conversation, cause) => {
        onError(cause);
        this.later(conversation);
      },
    });
  }

  /** There are files to be looked into. */
  begin(conversation: ConversationId): void {
    this.lanes.queue(conversation);
  }

  async stop(graceMs: Milliseconds): Promise<void> {
    this.stopping.abort();
    await this.lanes.stop(graceMs);
    await Promise.all(this.describing.values());
  }

  private async perceive(conversation: ConversationId, signal: AbortSignal): Promise<void> {
    const { database } = this.needs;
    const left = new Set<number>();
    for (;;) {
      const all = await readOpenMedia(database.read, conversation);
      const open = all.filter(({ medium }) => !left.has(medium) && !this.describing.has(medium));
      const [first] = open.sort((one, other) => rank(one) - rank(other));
      if (first === undefined || signal.aborted || !database.health.isWell) return;
      if (first.row.state === 'held') {
        // Of an earlier run: the picture may still be there, its words are not made twice as dear by looking once more.
        await this.giveUp(first);
        continue;
      }
      left.add(first.medium);
      await this.one(conversation, first, signal);
    }
  }

  private async one(conversation: ConversationId, open: OpenMedium, stopped: AbortSignal): Promise<void> {
    const { needs } = this;
    const facts = await readPerceivingFacts(needs, conversation);
    if (facts === null) return;
    const { row } = open;
    const isAway = needs.channel(row.account_id) === null;
    if (isAway && needs.clock.now() - row.created_at < awayMs) {
      this.later(conversation);
      return;
    }
    const why = whyNotPerceived(needs, conversation, open, facts);
    const opened =
      why === null
        ? await this.inTime(timeFor(open), stopped, (signal) => openMedium(needs, open, facts, signal))
        : await settled(needs, open, { as: 'not', why });
    if (opened === 'late')
      await settled(needs, open, { as: 'not', why: row.sense === 'sound' ? 'not-able' : 'gone' });
    needs.wakeTurn(conversation);
    if (opened !== 'late' && opened !== null) this.beginDescribing(open, opened);
  }

  private beginDescribing(open: OpenMedium, opened: NonNullable<Opened>): void {
    const { medium, row } = open;
    const task = this.describe(open, opened)
      .catch(this.onError)
      // A turn may wait for the words: one whose model does not see, or the next one.
      .finally(() => {
        this.describing.delete(medium);
        this.needs.wakeTurn(row.conversation_id);
      });
    this.describing.set(medium, task);
  }

  /** Words for every later turn. None in time are none for ever: what was sent to a model once stays as it was. */
  private async describe(open: OpenMedium, { bytes, width, height }: NonNullable<Opened>): Promise<void> {
    const { needs } = this;
    const { row, medium } = open;
    const isSticker = row.kind === 'sticker';
    const image = { medium, bytes, type: 'image/jpeg', width, height } as const;
    const found = (await needs.sight.roleSees('eye'))
      ? await this.inTime(describeMs, this.stopping.signal, (signal) =>
          look(needs.ask, image, { conversation: row.conversation_id, isSticker, signal }),
        )
      : 'late';
    // What was cut short by a stop is given up at the next start.
    if (this.stopping.signal.aborted) return undefined;
    if (found === 'late' || found.outcome === 'failed') return this.giveUp(open);
    if (found.outcome === 'unsafe') {
      await settled(needs, open, { as: 'not', why: 'unsafe' });
      return;
    }
    const { clock, settings } = needs;
    const heldUntil = settings.keptFor === null || isSticker ? null : clock.now() + settings.keptFor;
    await settled(needs, open, { as: 'seen', text: found.text, by: found.by, heldUntil });
    if (isSticker && row.file_key !== null) {
      const meaning = { file_key: row.file_key, emoji: row.label, meaning: found.text, made_by: found.by };
      await needs.database.write((transaction) => keepMeaning(transaction, meaning, clock.now()), 'ordered');
    }
  }

  private async giveUp({ medium }: OpenMedium): Promise<void> {
    const { database, clock } = this.needs;
    await database.write((transaction) => stopWaiting(transaction, [medium], clock.now()), 'ordered');
  }

  private async inTime<T>(
    most: Milliseconds,
    stopped: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | 'late'> {
    const { clock } = this.needs;
    const over = new AbortController();
    const timer = clock.after(most, () => over.abort(), { unref: true });
    const late = new Promise<'late'>((resolve) =>
      over.signal.addEventListener('abort', () => resolve('late')),
    );
    try {
      return await Promise.race([work(AbortSignal.any([over.signal, stopped])), late]);
    } finally {
      timer.cancel();
    }
  }

  private later(conversation: ConversationId): void {
    this.needs.clock.after(lookAgainMs, () => this.begin(conversation), { unref: true });
  }
}

/** What a turn waits for goes before what only needs its words. */
const rank = ({ row, medium }: OpenMedium): number => (row.state === 'wanted' ? 0 : 1_000_000_000) + medium;

function timeFor({ row }: OpenMedium): Milliseconds {
  return row.sense === 'sound' ? soundMs + perSecondMs * (row.seconds ?? 0) : pictureMs;
}
