import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { PeerId } from '../../../core/ids.js';
import { fromText, toPeerId } from '../tl-ids.js';

/** Chats of one page; Telegram gives no more at once. */
const PAGE = 100;

/** A page of the list of chats, the one with the latest message first. */
export interface DialogPage {
  readonly dialogs: readonly Api.TypeDialog[];
  readonly users: ReadonlyMap<PeerId, Api.User>;
  /** When the latest message of each chat was sent, by its number; in the server's seconds. */
  readonly dates: ReadonlyMap<number, number>;
}

/** The list of chats, page by page. `ask` throws where it gets no answer; whoever has seen enough stops reading. */
export async function* dialogPages(
  ask: (request: Api.messages.GetDialogs) => Promise<Api.messages.TypeDialogs>,
  most: number,
): AsyncGenerator<DialogPage, void, void> {
  let offset = { offsetDate: 0, offsetId: 0, offsetPeer: new Api.InputPeerEmpty() as Api.TypeInputPeer };
  for (let page = 0; page < most; page += 1) {
    const answer = await ask(new Api.messages.GetDialogs({ ...offset, limit: PAGE, hash: bigInt.zero }));
    if (!('dialogs' in answer)) return;
    const users = new Map(
      answer.users.flatMap((user) => (user instanceof Api.User ? [[toPeerId(user.id), user] as const] : [])),
    );
    const dates = new Map(answer.messages.map((one) => [one.id, 'date' in one ? one.date : 0]));
    yield { dialogs: answer.dialogs, users, dates };
    const oldest = answer.dialogs.findLast(
      (one): one is Api.Dialog => one instanceof Api.Dialog && one.pinned !== true,
    );
    const isAll = !(answer instanceof Api.messages.DialogsSlice) || answer.dialogs.length < PAGE;
    if (oldest === undefined || isAll) return;
    offset = {
      offsetDate: dates.get(oldest.topMessage) ?? 0,
      offsetId: oldest.topMessage,
      offsetPeer: inputPeer(oldest.peer, users),
    };
  }
}

/** How to address who talks there, out of the page that names them. */
export function inputPeer(peer: Api.TypePeer, users: DialogPage['users']): Api.TypeInputPeer {
  if (!(peer instanceof Api.PeerUser)) return new Api.InputPeerEmpty();
  const user = users.get(toPeerId(peer.userId));
  return new Api.InputPeerUser({ userId: peer.userId, accessHash: user?.accessHash ?? fromText('0') });
}
