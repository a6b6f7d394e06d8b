import { Api } from 'telegram';
import bigInt from 'big-integer';
import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type {
  AccountCare,
  AccountFreeze,
  AccountSession,
  ChannelFailure,
  ChannelResult,
  SpamBotAnswer,
} from '../contract.js';
import type { Caller } from './call.js';
import type { Deadlines } from './options.js';
import type { ServerClock } from './server-clock.js';
import type { PeerMemory } from './peer-memory.js';
import { past } from './past.js';
import { toPeerRecord } from './peer-record.js';

export interface CareParts {
  readonly caller: Caller;
  readonly peers: Pick<PeerMemory, 'address'>;
  readonly clock: Clock;
  readonly serverClock: Pick<ServerClock, 'toOurs'>;
  readonly chance: Chance;
  readonly deadlines: Deadlines;
}

/** Telegram's own account for questions about limits. */
const SPAM_BOT = 'SpamBot';
/** It answers at once or not at all. */
const SPAM_BOT_LOOKS = 10;
const SPAM_BOT_PAUSE: Milliseconds = 1_000;
/** How the answer begins in English for an account without limits; in every other language a human has to read it. */
const FREE = /^good news, no limits are currently applied/i;
const LIMITED = /\b(limited until|your account is now limited|account was limited)\b/i;

/** Questions about the account itself. The library's helpers are not used: they guess and retry. */
export function accountCare({
  caller,
  peers,
  clock,
  serverClock,
  chance,
  deadlines,
}: CareParts): AccountCare {
  return {
    async freeze() {
      const answer = await caller.call(new Api.help.GetAppConfig({ hash: 0 }), deadlines.read);
      return answer.ok ? { ok: true, value: toFreeze(answer.value, serverClock) } : answer;
    },

    async sessions() {
      const answer = await caller.call(new Api.account.GetAuthorizations(), deadlines.read);
      return answer.ok
        ? { ok: true, value: answer.value.authorizations.map((one) => toSession(one, serverClock)) }
        : answer;
    },

    async askSpamBot() {
      const found = await resolve(SPAM_BOT);
      if (!found.ok) return found;
      const bot = found.value;
      const peer = new Api.InputPeerUser({ userId: bot.id, accessHash: bot.accessHash ?? bigInt.zero });
      const asked = await caller.call(
        new Api.messages.SendMessage({
          peer,
          message: '/start',
          randomId: randomId(chance),
          noWebpage: true,
        }),
        deadlines.write,
      );
      if (!asked.ok) return asked;
      const after = 'id' in asked.value ? asked.value.id : idIn(asked.value);
      for (let look = 0; look < SPAM_BOT_LOOKS; look += 1) {
        const text = await latestFrom(peer, after);
        if (!text.ok) return text;
        if (text.value !== null) return { ok: true, value: toSpamBotAnswer(text.value) };
        await clock.sleep(SPAM_BOT_PAUSE);
      }
      return failed({ kind: 'unknown', code: 'SPAMBOT_SILENT' });
    },

    async findByUsername(username) {
      const found = await resolve(username);
      if (!found.ok) return found;
      const record = toPeerRecord(found.value);
      return record === undefined
        ? failed({ kind: 'peer-unknown', code: 'NO_USABLE_ADDRESS' })
        : { ok: true, value: record };
    },

    pastPage: past({ caller, peers, deadline: deadlines.read }),
  };

  async function resolve(username: string): Promise<ChannelResult<Api.User>> {
    const answer = await caller.call(new Api.contacts.ResolveUsername({ username }), deadlines.read);
    if (!answer.ok) {
      const isNobody = answer.failure.code.startsWith('USERNAME_');
      return isNobody ? failed({ kind: 'peer-unknown', code: answer.failure.code }) : answer;
    }
    const { peer, users } = answer.value;
    const user =
      peer instanceof Api.PeerUser
        ? users.find((one): one is Api.User => one instanceof Api.User && one.id.equals(peer.userId))
        : undefined;
    return user === undefined
      ? failed({ kind: 'peer-unknown', code: 'USERNAME_IS_NO_PERSON' })
      : { ok: true, value: user };
  }

  /** The latest message of the other side that is newer than ours; null while there is none. */
  async function latestFrom(peer: Api.InputPeerUser, after: number): Promise<ChannelResult<string | null>> {
    const answer = await caller.call(
      new Api.messages.GetHistory({
        peer,
        offsetId: 0,
        offsetDate: 0,
        addOffset: 0,
        limit: 5,
        maxId: 0,
        minId: after,
        hash: bigInt.zero,
      }),
      deadlines.read,
    );
    if (!answer.ok) return answer;
    const messages = 'messages' in answer.value ? answer.value.messages : [];
    const theirs = messages.find(
      (one): one is Api.Message => one instanceof Api.Message && !one.out && one.id > after,
    );
    return { ok: true, value: theirs?.message ?? null };
  }
}

function failed(failure: ChannelFailure): { readonly ok: false; readonly failure: ChannelFailure } {
  return { ok: false, failure };
}

function idIn(updates: Api.TypeUpdates): number {
  const all = 'updates' in updates ? updates.updates : [];
  return all.find((one): one is Api.UpdateMessageID => one instanceof Api.UpdateMessageID)?.id ?? 0;
}

function randomId(chance: Chance): bigInt.BigInteger {
  return bigInt(Math.floor(chance.next() * Number.MAX_SAFE_INTEGER));
}

function toSpamBotAnswer(text: string): SpamBotAnswer {
  if (FREE.test(text)) return { verdict: 'free', text };
  return { verdict: LIMITED.test(text) ? 'limited' : 'unclear', text };
}

function toSession(one: Api.Authorization, serverClock: Pick<ServerClock, 'toOurs'>): AccountSession {
  return {
    key: one.current ? 'ours' : one.hash.toString(),
    isOurs: one.current ?? false,
    device: [one.deviceModel, one.platform].filter(Boolean).join(', '),
    app: [one.appName, one.appVersion].filter(Boolean).join(' '),
    place: [one.country, one.region].filter(Boolean).join(', '),
    createdAt: serverClock.toOurs(one.dateCreated * 1_000),
    activeAt: serverClock.toOurs(one.dateActive * 1_000),
  };
}

/** The server's settings are a tree of JSON values in TL, not JSON text (TELEGRAM 5.3). */
function toFreeze(answer: Api.help.TypeAppConfig, serverClock: Pick<ServerClock, 'toOurs'>): AccountFreeze {
  const config = answer instanceof Api.help.AppConfig ? answer.config : undefined;
  const values = config instanceof Api.JsonObject ? config.value : [];
  const value = (key: string): Api.TypeJSONValue | undefined => values.find((one) => one.key === key)?.value;
  const moment = (key: string): Milliseconds | null => {
    const found = value(key);
    return found instanceof Api.JsonNumber && found.value > 0
      ? serverClock.toOurs(found.value * 1_000)
      : null;
  };
  const appeal = value('freeze_appeal_url');
  return {
    since: moment('freeze_since_date'),
    until: moment('freeze_until_date'),
    appealUrl: appeal instanceof Api.JsonString && appeal.value !== '' ? appeal.value : null,
  };
}
