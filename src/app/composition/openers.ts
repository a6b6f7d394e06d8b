import { settleFolded } from '../../conversation/afterthought/settle-folded.js';
import type { OpenerNeeds } from '../../conversation/openers/opener-needs.js';
import { keepStatedPlace, planAhead } from '../../conversation/openers/plan-ahead.js';
import { previewOpeners, type OpenersPreview } from '../../conversation/openers/preview-openers.js';
import { runOpener } from '../../conversation/openers/run-opener.js';
import type { ConversationId } from '../../core/ids.js';
import type { LaneControl } from '../../lib/keyed-lanes.js';
import { ZoneClocks } from '../../proactive/local-time.js';
import type { ProactiveSettings } from '../../proactive/wish.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { Scheduler } from '../../scheduler/scheduler.js';
import type { Ticks } from '../../scheduler/ticks.js';

/** What writing first is given: how much of it is allowed, what wakes it, and how an account is. */
export interface ProactiveParts {
  readonly settings: ProactiveSettings;
  readonly ticks: Ticks;
  readonly account: OpenerNeeds['account'];
}

export interface OpenersOptions extends ProactiveParts {
  readonly needs: Omit<OpenerNeeds, 'clocks' | 'settings' | 'account'>;
  /** Work on this conversation when what is under way there is done. */
  readonly queue: (conversation: ConversationId) => void;
  readonly onError: (cause: unknown) => void;
}

/** Enough for a busy minute, and few enough that a start after a holiday asks no model a thousand times at once. */
const mostPerTick = 100;

/** Writing first: plans what might be said, and takes what fell due into the conversation's own lane. */
export class Openers {
  private readonly due = new Set<ConversationId>();
  private readonly planning = new Map<ConversationId, Promise<void>>();
  private readonly scheduler: Scheduler;
  private readonly needs: OpenerNeeds;

  constructor(private readonly options: OpenersOptions) {
    const { needs, ticks, settings, account, queue, onError } = options;
    this.needs = { ...needs, clocks: new ZoneClocks(), settings, account };
    this.scheduler = new Scheduler({
      database: needs.database,
      clock: needs.clock,
      ticks,
      mostPerTick,
      submit: (conversation) => {
        this.due.add(conversation);
        queue(conversation);
      },
      onError,
    });
  }

  start(): void {
    this.scheduler.start();
  }

  async stop(): Promise<void> {
    this.scheduler.stop();
    await Promise.all(this.planning.values());
  }

  /** What would be considered there now. */
  preview(conversation: ConversationId): Promise<OpenersPreview> {
    return previewOpeners(this.needs, conversation);
  }

  /** In the lane, after whatever waited there was answered. */
  async take(conversation: ConversationId, control: LaneControl): Promise<void> {
    if (!this.due.delete(conversation) || control.signal.aborted) return;
    await runOpener(this.needs, conversation, control);
  }

  /** A turn was committed: think about what might be said next, in the background. */
  spoke(conversation: ConversationId, talk: readonly StoredMessage[], folds: number | null): void {
    if (this.planning.has(conversation)) return;
    const settled = folds === null ? Promise.resolve() : settleFolded(this.needs, conversation, folds);
    const planning = settled
      .then(() => keepStatedPlace(this.needs, conversation, talk))
      .then(() => planAhead(this.needs, conversation))
      .catch(this.options.onError)
      .finally(() => this.planning.delete(conversation));
    this.planning.set(conversation, planning);
  }
}
