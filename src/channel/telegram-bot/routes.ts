import type { DurableEvent, PeerRecord } from '../../core/event.js';
import type { AccountId } from '../../core/ids.js';
import type { BotClient } from './bot-client.js';
import { toConnection, type BusinessConnection } from './business/connection.js';
import { businessToEvent, inBusinessChat, tapOf, wordsFor } from './business/update.js';
import { isRecord, recordIn, type Json } from '../../lib/json-fields.js';
import type { LineMember } from './member.js';
import type { BotLogger } from './options.js';
import { updateToEvent, type DropReason, type Translated } from './update-to-event.js';

/** An account that somebody connected the bot to. */
export interface BusinessMember extends LineMember {
  /** The one user whose account it is: nobody else's connection is adopted. */
  readonly owner: string;
  /** As the service last told it; null before it did. */
  readonly connection: BusinessConnection | null;
  /** What it told now. What is to be kept of it; null where it is older than what is known. */
  adopt(connection: BusinessConnection): string | null;
  /** The owner pressed a button that decides nothing yet, or one that does. */
  pressed(press: string, isQuestion: boolean): void;
}

/** An update in our words, and whose it is. */
export type Routed =
  | {
      readonly kind: 'ours';
      readonly account: AccountId;
      readonly events: readonly DurableEvent[];
      readonly peers: readonly PeerRecord[];
      readonly standing?: string;
    }
  | { readonly kind: 'dropped'; readonly account: AccountId | null; readonly reason: DropReason }
  /** Whose it is could not be asked: it must be routed again. */
  | { readonly kind: 'later' };

/** Connections of nobody we serve, so that the service is asked about each once. */
const mostForeign = 1_000;

/** Whose an update is: the bot's own chats, or one of the accounts it is connected to. */
export class Routes {
  own: LineMember | undefined;
  readonly lent: BusinessMember[] = [];
  private readonly foreign = new Set<string>();

  constructor(
    private readonly client: BotClient,
    private readonly bot: string,
    private readonly logger: BotLogger,
  ) {}

  get members(): readonly LineMember[] {
    return this.own === undefined ? this.lent : [this.own, ...this.lent];
  }

  /** Never throws, whatever comes: an update that cannot be read must not be asked for again for ever. */
  async route(update: unknown): Promise<Routed> {
    if (!isRecord(update)) return dropped('unreadable');
    const changed = recordIn(update, 'business_connection');
    if (changed !== undefined) return this.connectionChanged(changed);
    const told = inBusinessChat(update);
    if (told !== undefined) return this.inLentChat(told);
    const decided = this.decision(update);
    if (decided !== undefined) return decided;
    return ours(this.own?.account ?? null, updateToEvent(update));
  }

  private connectionChanged(body: Json): Routed {
    const connection = toConnection(body);
    if (connection === undefined) return dropped('unreadable');
    const member = this.lent.find(({ owner }) => owner === connection.owner);
    if (member === undefined) {
      this.logger.warn({}, 'somebody connected the bot whose account is not configured');
      return dropped('no-account');
    }
    const standing = member.adopt(connection);
    const { account } = member;
    return standing === null
      ? dropped('not-followed', account)
      : { kind: 'ours', account, events: [], peers: [], standing };
  }

  private async inLentChat(told: NonNullable<ReturnType<typeof inBusinessChat>>): Promise<Routed> {
    const id = told.connection;
    const known = this.lent.find(({ connection }) => connection?.id === id);
    const read = (member: BusinessMember): Routed =>
      ours(member.account, businessToEvent(told, { owner: member.owner, bot: this.bot }));
    if (known !== undefined) return read(known);
    if (this.foreign.has(id)) return dropped('no-account');
    // The update that told of it was missed: the service knows whose it is.
    const answer = await this.client.call('getBusinessConnection', { business_connection_id: id });
    if (!answer.ok) {
      // A connection that is over may have been anybody's.
      return answer.failure.kind === 'not-permitted' ? dropped('no-account') : { kind: 'later' };
    }
    const connection = toConnection(answer.value);
    const member = this.lent.find(({ owner }) => owner === connection?.owner);
    if (member === undefined || connection === undefined) {
      if (this.foreign.size >= mostForeign) this.foreign.clear();
      this.foreign.add(id);
      return dropped('no-account');
    }
    const standing = member.adopt(connection);
    const routed = read(member);
    return routed.kind === 'ours' && standing !== null ? { ...routed, standing } : routed;
  }

  /** What an owner decides in their own chat with the bot; undefined where this is nothing of the kind. */
  private decision(update: Json): Routed | undefined {
    const query = recordIn(update, 'callback_query');
    if (query !== undefined) {
      const tap = tapOf(query);
      const member = this.lent.find(({ owner }) => owner === tap?.by);
      if (tap === undefined || member === undefined) return dropped('not-followed');
      const { key, verdict } = tap;
      member.pressed(tap.press, verdict === 'edit');
      if (verdict === 'edit') return dropped('not-followed', member.account);
      const event = { kind: 'approval', key, verdict } as const;
      return { kind: 'ours', account: member.account, events: [event], peers: [] };
    }
    const message = recordIn(update, 'message');
    const words = message === undefined ? undefined : wordsFor(message);
    const member = this.lent.find(({ owner }) => owner === words?.by);
    if (words === undefined || member === undefined) return undefined;
    return { kind: 'ours', account: member.account, events: [words.event], peers: [] };
  }
}

function ours(account: AccountId | null, read: Translated): Routed {
  if (read.kind === 'dropped') return { kind: 'dropped', account, reason: read.reason };
  if (account === null) return dropped('no-account');
  return { kind: 'ours', account, events: [read.event], peers: read.peers };
}

function dropped(reason: DropReason, account: AccountId | null = null): Routed {
  return { kind: 'dropped', account, reason };
}
