import type { PeopleRule } from '../../config/sections/people-section.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { IdSource } from '../../core/id-source.js';
import type { AccountId, ConversationId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import {
  countLetIn,
  decideAdmission,
  keepWaiting,
  readKnock,
  type Knock,
} from '../../store/conversation/admission-store.js';
import type { WaitReason } from '../../store/conversation/signal-schema.js';
import { judgeKnock } from './judge-knock.js';
import { tellOwner } from './tell-owner.js';

export interface AdmissionNeeds {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly rule: (account: AccountId) => PeopleRule;
  /** There is something to send. */
  readonly wakeOutbox: (conversation: ConversationId) => void;
  readonly report: {
    /** Somebody new waits to be let in. Said once a person. */
    knocked(conversation: ConversationId, reason: WaitReason): void;
  };
}

export type AdmissionVerdict =
  | { readonly admitted: true }
  | {
      readonly admitted: false;
      readonly isTurnedAway: boolean;
      /** When there is room again; null where somebody has to decide. */
      readonly until: Milliseconds | null;
    };

const dayMs: Milliseconds = 86_400_000;

/** At the door of a talk: who is let in, who waits. Whoever waits is answered nothing, and nothing of theirs is lost. */
export class Admission {
  constructor(private readonly needs: AdmissionNeeds) {}

  /** For a turn: keeps who waits, counts who is let in, and tells the owner. */
  async check(knock: Knock): Promise<AdmissionVerdict> {
    const { rule, clock } = this.needs;
    const now = clock.now();
    const verdict = judgeKnock(rule(knock.account), knock);
    switch (verdict.kind) {
      case 'in':
        if (knock.admission?.state === 'waiting') await this.letIn(knock, now);
        return { admitted: true };
      case 'turned-away':
        return { admitted: false, isTurnedAway: true, until: null };
      case 'wait':
        await this.keep(knock, verdict.reason, now);
        return { admitted: false, isTurnedAway: false, until: null };
      case 'if-room':
        return this.letInIfRoom(knock, now);
    }
  }

  /** For what is written first: whether they may be written to, with nothing changed by asking. */
  async admits(conversation: ConversationId): Promise<boolean> {
    const knock = await readKnock(this.needs.database.read, conversation);
    return knock !== null && judgeKnock(this.needs.rule(knock.account), knock).kind === 'in';
  }

  private async letInIfRoom(knock: Knock, now: Milliseconds): Promise<AdmissionVerdict> {
    const { database, rule } = this.needs;
    const most = rule(knock.account).newPerDay ?? Infinity;
    const today = Math.floor(now / dayMs) * dayMs;
    const isIn = await database.write(async (transaction) => {
      if ((await countLetIn(transaction.db, knock.account, today)) >= most) return false;
      await decideAdmission(transaction, knock, 'let-in', 'rule', now);
      return true;
    }, 'ordered');
    if (isIn) return { admitted: true };
    await this.keep(knock, 'new-today', now);
    return { admitted: false, isTurnedAway: false, until: today + dayMs };
  }

  private async letIn(knock: Knock, now: Milliseconds): Promise<void> {
    await this.needs.database.write(
      (transaction) => decideAdmission(transaction, knock, 'let-in', 'rule', now),
      'ordered',
    );
  }

  private async keep(knock: Knock, reason: WaitReason, now: Milliseconds): Promise<void> {
    const { admission } = knock;
    if (admission?.state === 'waiting' && admission.reason === reason) return;
    const { database, rule, ids, report, wakeOutbox } = this.needs;
    const { owner } = rule(knock.account);
    const told = await database.write(async (transaction) => {
      await keepWaiting(transaction, knock, reason, now);
      return reason === 'ask' && owner !== null ? tellOwner(transaction, owner, knock, ids, now) : null;
    }, 'ordered');
    report.knocked(knock.conversation, reason);
    if (told !== null) wakeOutbox(told);
  }
}
