import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { Milliseconds } from '../../core/clock.js';
import type { PeerId } from '../../core/ids.js';
import type { AccountCare, ChannelResult, PastMessage } from '../contract.js';
import type { Caller } from './call.js';
import { classify, FailedCall } from './failure.js';
import type { PeerMemory } from './peer-memory.js';
import { fromMessageId, fromText, toMessageId } from './tl-ids.js';
import { dialogPages } from './updates/dialog-pages.js';

export interface PastParts {
  readonly caller: Caller;
  readonly peers: Pick<PeerMemory, 'address'>;
  readonly deadline: Milliseconds;
}

/** As many as Telegram gives at once. */
const PAGE = 100;
/** Pages of the list of chats looked through for somebody who has not written since the sign-in. */
const MOST_PAGES = 10;

/** A chat page by page, also one in which nothing happened since the account was signed in: the list of chats has its address. */
export function past({ caller, peers, deadline }: PastParts): AccountCare['pastPage'] {
  const found = new Map<PeerId, string>();

  async function address(peer: PeerId): Promise<ChannelResult<string>> {
    const known = found.get(peer) ?? (await peers.address(peer));
    if (known !== undefined) return { ok: true, value: known };
    try {
      for await (const { users } of dialogPages(ask, MOST_PAGES)) {
        const hash = users.get(peer)?.accessHash?.toString();
        if (hash === undefined) continue;
        found.set(peer, hash);
        return { ok: true, value: hash };
      }
    } catch (error) {
      return { ok: false, failure: classify(error) };
    }
    return { ok: false, failure: { kind: 'peer-unknown', code: 'NO_ADDRESS' } };
  }

  async function ask(request: Api.messages.GetDialogs): Promise<Api.messages.TypeDialogs> {
    const answer = await caller.call(request, deadline);
    if (!answer.ok) throw new FailedCall(answer.failure);
    return answer.value;
  }

  return async (peer, below) => {
    const hash = await address(peer);
    if (!hash.ok) return hash;
    const answer = await caller.call(
      new Api.messages.GetHistory({
        peer: new Api.InputPeerUser({ userId: fromText(peer), accessHash: fromText(hash.value) }),
        offsetId: below === null ? 0 : fromMessageId(below),
        offsetDate: 0,
        addOffset: 0,
        limit: PAGE,
        maxId: 0,
        minId: 0,
        hash: bigInt.zero,
      }),
      deadline,
    );
    if (!answer.ok) return answer;
    const messages = 'messages' in answer.value ? answer.value.messages : [];
    const last = messages.length < PAGE ? undefined : messages.at(-1);
    const next = last === undefined ? null : toMessageId(last.id);
    return { ok: true, value: { messages: messages.flatMap(pastMessage), next } };
  };
}

function pastMessage(message: Api.TypeMessage): PastMessage[] {
  if (!(message instanceof Api.Message)) return [];
  const { id, out, message: text, date } = message;
  return [{ messageId: toMessageId(id), isOwn: out === true, text, datedAt: date * 1_000 }];
}
