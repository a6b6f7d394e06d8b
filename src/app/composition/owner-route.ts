import { sayToOwner } from '../../conversation/admission/tell-owner.js';
import { isNamed } from '../../config/sections/people-section.js';
import type { Clock } from '../../core/clock.js';
import type { IdSource } from '../../core/id-source.js';
import type { AlertRoute } from '../../monitoring/alerts/alert.js';
import { readChatsOf } from '../../store/conversation/admission-store.js';
import type { Database } from '../../store/engine/database.js';
import type { Runtime } from './runtime.js';

export interface OwnerRouteParts {
  readonly database: Database;
  readonly runtime: Pick<Runtime, 'now' | 'wake'>;
  readonly ids: IdSource;
  readonly clock: Clock;
  /** The operator's own user, as kindred.yaml names it. */
  readonly owner: string;
}

/**
 * Alerts as a message in the operator's own chat, by the first account that is online and that they wrote to before. While
 * there is none, or while the store takes no writes, they wait: what is lost then is told by the webhook.
 */
export function ownerRoute({ database, runtime, ids, clock, owner }: OwnerRouteParts): AlertRoute {
  return {
    name: 'telegram',
    async deliver({ text, heldBack, at }) {
      if (!database.health.isWell) return { outcome: 'later', code: 'store-unwell' };
      const late =
        clock.now() - at > lateMs
          ? ` (${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC)`
          : '';
      const more = heldBack === 0 ? '' : ` (${heldBack} more alerts were held back.)`;
      for (const { account, isOnline, serves } of runtime.now().accounts) {
        if (!isOnline || !serves) continue;
        // Nothing leaves before the person was told that this is an AI: whoever never got an answer is not written to.
        const chat = (await readChatsOf(database.read, account)).find(
          (one) => one.isDisclosed && isNamed(owner, one),
        );
        if (chat === undefined) continue;
        const told = await database
          .write((transaction) =>
            sayToOwner(transaction, chat, `${text}${late}${more}`, 'alert', ids, clock.now()),
          )
          .catch(() => false);
        if (!told) return { outcome: 'later', code: 'not-stored' };
        runtime.wake(chat.conversation);
        return { outcome: 'told' };
      }
      return { outcome: 'later', code: 'no-chat-with-you' };
    },
  };
}

/** From then on the message says when it was. */
const lateMs = 120_000;
