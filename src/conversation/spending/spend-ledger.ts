import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { AskResult, AskRole } from '../../model/ask.js';
import type { ModelRole } from '../../model/contract.js';
import { costOf, priceOf, type PriceList } from '../../model/prices.js';
import type { Database } from '../../store/engine/database.js';
import {
  addSpending,
  endOfSpendDay,
  readSpent,
  spendDay,
  type ModelCall,
} from '../../store/spend/spend-store.js';
import { budgetStep, type BudgetVerdict, type DailyBudget } from '../../strategist/budget.js';

/** What may be spent, and what it is counted with. */
export interface Spending {
  readonly budget: DailyBudget;
  readonly prices: PriceList;
  /** The model a role asks first: what an estimate is made with. */
  readonly firstModel: (role: ModelRole) => { readonly provider: string; readonly model: string };
}

export interface SpendLedgerParts {
  /** Asked each time: limits and prices may change while the program runs. */
  readonly spending: Spending;
  readonly database: Database;
  readonly clock: Clock;
  readonly onBroken: (cause: unknown) => void;
  /** An answer waits for the next day. Said once a day for all, and once a day for each person. */
  readonly onReached: (by: 'person' | 'all') => void;
}

/** A crash forgets at most this much of the day's figures. */
const flushEveryMs: Milliseconds = 5_000;

/**
 * What models cost today: counted in memory as it happens, kept in the store a few seconds later, asked before each
 * call. What is under way counts at its estimate, so that turns at the same moment do not pass a limit together.
 */
export class SpendLedger {
  private day = '';
  private inAll = 0;
  private readonly people = new Map<ConversationId, number>();
  private readonly underWay = new Map<ConversationId, number>();
  private readonly unsaved = new Map<ConversationId, { day: string; calls: ModelCall[] }[]>();
  /** Whose limit was said to be reached today; null for that of all. */
  private readonly told = new Set<ConversationId | null>();
  private timer: { cancel(): void } | null = null;

  constructor(private readonly parts: SpendLedgerParts) {}

  /** Read what earlier runs of this day have spent. */
  async open(): Promise<void> {
    const { database, clock } = this.parts;
    this.turnPage();
    for (const [conversation, spent] of await readSpent(database.read, spendDay(clock.now()))) {
      this.people.set(conversation, (this.people.get(conversation) ?? 0) + spent);
      this.inAll += spent;
    }
  }

  /** How freely a call may spend that is expected to cost `estimate`. */
  verdict(conversation: ConversationId, estimate: number): BudgetVerdict {
    this.turnPage();
    const flying = [...this.underWay.values()].reduce((sum, cost) => sum + cost, 0);
    return budgetStep(
      this.parts.spending.budget,
      {
        person: (this.people.get(conversation) ?? 0) + (this.underWay.get(conversation) ?? 0),
        inAll: this.inAll + flying,
      },
      estimate,
    );
  }

  /** What a call would cost if nothing of it came from the cache; 0 where no price is known. */
  estimate(
    role: ModelRole,
    inputTokens: number,
    outputTokens: number,
    /** Models asked in place of the role's. */
    instead: readonly { readonly provider: string; readonly model: string }[] = [],
  ): number {
    const { provider, model } = instead[0] ?? this.parts.spending.firstModel(role);
    const price = priceOf(provider, model, this.parts.spending.prices);
    if (price === null) return 0;
    return costOf({ input: inputTokens, output: outputTokens, cacheRead: 0, cacheWrite: 0 }, price);
  }

  /** Count a call as under way until the returned function is called. */
  reserve(conversation: ConversationId, estimate: number): () => void {
    const before = this.underWay.get(conversation) ?? 0;
    this.underWay.set(conversation, before + estimate);
    return () => {
      const left = (this.underWay.get(conversation) ?? 0) - estimate;
      if (left > 0) this.underWay.set(conversation, left);
      else this.underWay.delete(conversation);
    };
  }

  /** What this day has cost so far, in millionths of a US dollar. */
  get spentToday(): number {
    this.turnPage();
    return this.inAll;
  }

  /** The limit that a verdict named keeps an answer from being written. */
  reached(conversation: ConversationId, by: BudgetVerdict['by']): void {
    const whose = by === 'person' ? conversation : null;
    if (by === null || this.told.has(whose)) return;
    this.told.add(whose);
    this.parts.onReached(by);
  }

  /** When a day's budget begins anew. */
  nextDay(): Milliseconds {
    return endOfSpendDay(this.parts.clock.now());
  }

  /** The same asking, with everything that was charged for written down. */
  metered(ask: AskRole): AskRole {
    return async (role, request, options) => {
      const result = await ask(role, request, options);
      if (options.chargedTo !== undefined) this.record(options.chargedTo, role, result.attempts);
      return result;
    };
  }

  /** Store what was not stored yet. */
  async flush(): Promise<void> {
    this.timer?.cancel();
    this.timer = null;
    if (this.unsaved.size === 0 || !this.parts.database.health.isWell) return;
    const pages = [...this.unsaved];
    this.unsaved.clear();
    try {
      await this.parts.database.write(async (transaction) => {
        for (const [conversation, days] of pages) {
          for (const { day, calls } of days) await addSpending(transaction, day, conversation, calls);
        }
      }, 'ordered');
    } catch (cause) {
      // Kept for the next time: the disk may be full.
      for (const [conversation, days] of pages) {
        this.unsaved.set(conversation, [...days, ...(this.unsaved.get(conversation) ?? [])]);
      }
      this.parts.onBroken(cause);
    }
  }

  private record(conversation: ConversationId, role: string, attempts: AskResult['attempts']): void {
    this.turnPage();
    const calls = attempts.flatMap(({ provider, model, usage }): ModelCall[] => {
      if (usage === undefined) return [];
      const price = priceOf(provider, model, this.parts.spending.prices);
      const { input, output, cacheRead, cacheWrite } = usage;
      const microUsd = price === null ? null : costOf(usage, price);
      return [{ role, provider, model, input, output, cacheRead, cacheWrite, microUsd }];
    });
    if (calls.length === 0) return;
    const cost = calls.reduce((sum, call) => sum + (call.microUsd ?? 0), 0);
    this.people.set(conversation, (this.people.get(conversation) ?? 0) + cost);
    this.inAll += cost;
    const days = this.unsaved.get(conversation) ?? [];
    const today = days.find(({ day }) => day === this.day);
    if (today) today.calls.push(...calls);
    else this.unsaved.set(conversation, [...days, { day: this.day, calls }]);
    this.timer ??= this.parts.clock.after(
      flushEveryMs,
      () => {
        this.timer = null;
        this.flush().catch(this.parts.onBroken);
      },
      { unref: true },
    );
  }

  private turnPage(): void {
    const today = spendDay(this.parts.clock.now());
    if (today === this.day) return;
    this.day = today;
    this.inAll = 0;
    this.people.clear();
    this.told.clear();
  }
}
