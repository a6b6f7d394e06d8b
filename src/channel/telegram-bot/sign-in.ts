import { peerId } from '../../core/ids.js';
import type { Clock } from '../../core/clock.js';
import type { ChannelResult, SelfInfo } from '../contract.js';
import { createBotClient } from './bot-client.js';
import { idIn, isRecord, textIn } from '../../lib/json-fields.js';

export interface SignedInBot {
  readonly self: SelfInfo;
  /** A webhook is set: whoever set it gets what people write. */
  readonly hasWebhook: boolean;
  /** People may connect it to their own accounts. */
  readonly canConnect: boolean;
}

export interface BotSignIn {
  readonly baseUrl: string;
  readonly token: string;
  readonly clock: Clock;
}

/** Whether a token works and whose it is. Nothing of what people wrote is taken from the server. */
export async function signInBot({ baseUrl, token, clock }: BotSignIn): Promise<ChannelResult<SignedInBot>> {
  const client = createBotClient(baseUrl, token, clock);
  try {
    const me = await client.call('getMe', {});
    if (!me.ok) return me;
    const self = toSelf(me.value);
    if (self === undefined) return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_ID' } };
    const info = await client.call('getWebhookInfo', {});
    if (!info.ok) return info;
    const url = isRecord(info.value) ? textIn(info.value, 'url') : undefined;
    const canConnect = isRecord(me.value) && me.value['can_connect_to_business'] === true;
    return { ok: true, value: { self, hasWebhook: url !== undefined && url !== '', canConnect } };
  } finally {
    client.close();
  }
}

/** Ends whatever webhook is set; what waits for it stays, and is fetched. */
export async function removeWebhook({ baseUrl, token, clock }: BotSignIn): Promise<ChannelResult<unknown>> {
  const client = createBotClient(baseUrl, token, clock);
  try {
    return await client.call('deleteWebhook', { drop_pending_updates: false });
  } finally {
    client.close();
  }
}

/** Undefined for an answer that names nobody. */
export function toSelf(user: unknown): SelfInfo | undefined {
  const me = isRecord(user) ? user : {};
  const id = idIn(me, 'id');
  if (id === undefined) return undefined;
  const username = textIn(me, 'username');
  const name = textIn(me, 'first_name') ?? '';
  return { peer: peerId(id), name, ...(username === undefined ? {} : { username }) };
}
