import type { Clock } from '../../../core/clock.js';
import { peerId, type AccountId } from '../../../core/ids.js';
import { done, NOT_HERE } from '../../answers.js';
import type { Channel, ChannelFailure, ChannelResult, ConnectionState, SelfInfo } from '../../contract.js';
import type { ChannelCapabilities } from '../../capabilities.js';
import type { BotLine } from '../line.js';
import { Announced } from '../member.js';
import { botOperations, inParts, type InTheNameOf } from '../operations.js';
import type { BotLogger } from '../options.js';
import type { BusinessMember } from '../routes.js';
import { businessCapabilities } from './capabilities.js';
import { fromStanding, toConnection, toStanding, type BusinessConnection } from './connection.js';
import { ownerDesk } from './desk.js';

export interface BusinessOptions {
  readonly account: AccountId;
  /** The user whose account it is. */
  readonly owner: string;
  /** What was kept of the connection. */
  readonly standing: string | null;
  /** Shown to the owner who wants other words, where they pressed for it. */
  readonly howToEdit: string;
  readonly clock: Clock;
  readonly logger: BotLogger;
}

/** After this long it is asked again whether the owner lends the account. */
const lookAgainMs = 600_000;

/**
 * Somebody's own account as a Channel, lent to a bot. Every call names the connection that is in force; where there is
 * none, nothing is called: the person never hears from the bot itself.
 */
export function businessChannel(line: BotLine, options: BusinessOptions): Channel {
  const { account, owner, clock, logger } = options;
  const { client } = line;
  const announced = new Announced();
  let connection: BusinessConnection | null = fromStanding(options.standing);
  if (connection?.owner !== owner) connection = null;
  let capabilities: ChannelCapabilities = businessCapabilities(connection?.rights ?? [], line.transport);

  const adopt = (next: BusinessConnection): string | null => {
    if (connection !== null && next.date < connection.date) return null;
    connection = next;
    capabilities = businessCapabilities(rightsNow(next), line.transport);
    announced.publish(stateOf(line.state));
    return toStanding(next);
  };
  const stateOf = (state: ConnectionState): ConnectionState => {
    const failure = state.state === 'online' ? whyNot(connection) : null;
    if (failure === null) return state;
    return { state: 'offline', reason: failure.code, retryAt: clock.now() + lookAgainMs, failure };
  };
  const name = (): ChannelResult<InTheNameOf> => {
    const failure = whyNot(connection);
    return failure === null && connection !== null
      ? { ok: true, value: { business_connection_id: connection.id } }
      : { ok: false, failure: failure ?? notConnected };
  };
  /** What was kept may be over by now. */
  const refresh = async (): Promise<void> => {
    if (connection === null) return;
    const answer = await client.call('getBusinessConnection', { business_connection_id: connection.id });
    const found = answer.ok ? toConnection(answer.value) : undefined;
    if (found?.owner === owner) adopt(found);
    else if (!answer.ok && answer.failure.kind === 'not-permitted')
      adopt({ ...connection, isEnabled: false });
  };
  const member: BusinessMember = {
    account,
    owner,
    get connection() {
      return connection;
    },
    adopt,
    line: (state) => announced.publish(stateOf(state)),
    pressed(press, isQuestion) {
      const told = isQuestion ? { text: options.howToEdit, show_alert: true } : {};
      client.call('answerCallbackQuery', { callback_query_id: press, ...told }).catch((cause: unknown) => {
        logger.warn(
          { account, code: cause instanceof Error ? cause.name : 'UNKNOWN' },
          'a tap was not answered',
        );
      });
    },
  };
  line.lendTo(member);

  const calls = botOperations({ client, name }, clock);
  return {
    ...calls,
    get capabilities() {
      return capabilities;
    },
    care: null,
    desk: ownerDesk(client, () => connection),
    async open(sink): Promise<ChannelResult<SelfInfo>> {
      announced.to(sink);
      announced.publish({ state: 'connecting' });
      const bot = await line.signIn();
      if (!bot.ok) return bot;
      await refresh();
      announced.publish(stateOf(line.state));
      // Of the bot and the owner both: as a chat partner of others the owner is a person, not a program of ours.
      return { ok: true, value: { ...bot.value, peer: peerId(`${bot.value.peer}/${owner}`) } };
    },
    async close() {
      await line.close();
      announced.publish({ state: 'closed' });
    },
    async deleteMessages(_peer, messages) {
      if (capabilities.deletes.out === 'never') return NOT_HERE;
      const lent = name();
      if (!lent.ok) return lent;
      return inParts(messages, (ids) =>
        client.call('deleteBusinessMessages', { ...lent.value, message_ids: ids }),
      );
    },
    async markRead(peer, upTo) {
      if (capabilities.readMarks.out === 'none') return NOT_HERE;
      const lent = name();
      if (!lent.ok) return lent;
      const at = { chat_id: Number(peer), message_id: Number(upTo) };
      return done(await client.call('readBusinessMessage', { ...lent.value, ...at }));
    },
    react: () => Promise.resolve(NOT_HERE),
  };
}

const notConnected: ChannelFailure = { kind: 'not-permitted', code: 'NOT_CONNECTED' };

/** A connection that is paused grants nothing. */
function rightsNow({ isEnabled, rights }: BusinessConnection): readonly string[] {
  return isEnabled ? rights : [];
}

/** Why nothing may be said in the owner's name now; null where something may. */
function whyNot(connection: BusinessConnection | null): ChannelFailure | null {
  if (connection === null) return notConnected;
  if (!connection.isEnabled) return { kind: 'not-permitted', code: 'CONNECTION_DISABLED' };
  return connection.rights.includes('can_reply') ? null : { kind: 'not-permitted', code: 'MAY_NOT_REPLY' };
}
