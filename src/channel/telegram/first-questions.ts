import { Api } from 'telegram';
import type { ChannelResult, SelfInfo } from '../contract.js';
import { ANSWER_UNREADABLE } from './failure.js';
import { toSelfInfo } from './self-info.js';
import { toPeerId } from './tl-ids.js';
import { toPosition } from './updates/cursor.js';
import type { Position } from './updates/sequence.js';

/** One question, answered with a value or a reason. */
export type Ask = <R extends Api.AnyRequest>(request: R) => Promise<ChannelResult<R['__response']>>;

/**
 * Who we are. A newer layer's `user` is left out of the answer; then the full profile, which holds the number as well,
 * or what an earlier run knew, must do.
 */
export async function whoWeAre(ask: Ask, known: SelfInfo | undefined): Promise<ChannelResult<SelfInfo>> {
  const users = await ask(new Api.users.GetUsers({ id: [new Api.InputUserSelf()] }));
  if (users.ok && users.value[0] instanceof Api.User) return { ok: true, value: toSelfInfo(users.value[0]) };
  if (!users.ok && users.failure.code !== ANSWER_UNREADABLE) return users;
  if (known !== undefined) return { ok: true, value: known };
  const full = await ask(new Api.users.GetFullUser({ id: new Api.InputUserSelf() }));
  if (!full.ok) return full;
  const { fullUser, users: named } = full.value;
  const user = named.find((one): one is Api.User => one instanceof Api.User && one.id.eq(fullUser.id));
  return { ok: true, value: user ? toSelfInfo(user) : { peer: toPeerId(fullUser.id), name: '' } };
}

/**
 * Where the update stream stands. `messages.getPeerDialogs` tells it beside the chats asked for; and a difference
 * from the very beginning under the smallest limit is "too long", which names the end
 * (core.telegram.org/constructor/updates.differenceTooLong).
 */
export async function presentPosition(ask: Ask, seconds: number): Promise<ChannelResult<Position>> {
  const state = await ask(new Api.updates.GetState());
  if (state.ok) return { ok: true, value: toPosition(state.value) };
  if (state.failure.code !== ANSWER_UNREADABLE) return state;
  const ourselves = new Api.InputDialogPeer({ peer: new Api.InputPeerSelf() });
  const dialogs = await ask(new Api.messages.GetPeerDialogs({ peers: [ourselves] }));
  if (dialogs.ok && dialogs.value.state instanceof Api.updates.State) {
    return { ok: true, value: toPosition(dialogs.value.state) };
  }
  const difference = await ask(
    new Api.updates.GetDifference({ pts: 1, qts: 0, date: seconds, ptsTotalLimit: 1 }),
  );
  if (!difference.ok) return difference;
  const { value } = difference;
  if (value instanceof Api.updates.DifferenceTooLong) {
    return { ok: true, value: { pts: value.pts, qts: 0, date: seconds, seq: 0 } };
  }
  if (value instanceof Api.updates.Difference) return { ok: true, value: toPosition(value.state) };
  if (value instanceof Api.updates.DifferenceEmpty) {
    return { ok: true, value: { pts: 1, qts: 0, date: value.date, seq: value.seq } };
  }
  return state;
}

/** The messages with these numbers, whatever chat they are in: private messages are numbered per account. */
export async function messagesById(
  ask: Ask,
  from: number,
  count: number,
): Promise<ChannelResult<{ messages: readonly Api.TypeMessage[]; users: readonly Api.TypeUser[] }>> {
  const id = Array.from({ length: count }, (_, index) => new Api.InputMessageID({ id: from + index }));
  const answer = await ask(new Api.messages.GetMessages({ id }));
  if (!answer.ok) return answer;
  const { value } = answer;
  return { ok: true, value: 'messages' in value ? value : { messages: [], users: [] } };
}

export function isEmptyMessage(message: Api.TypeMessage): boolean {
  return message instanceof Api.MessageEmpty;
}
