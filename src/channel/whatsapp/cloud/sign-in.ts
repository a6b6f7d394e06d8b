import { peerId } from '../../../core/ids.js';
import type { Clock } from '../../../core/clock.js';
import { textIn, type Json } from '../../../lib/json-fields.js';
import type { ChannelResult, SelfInfo } from '../../contract.js';
import { createGraphClient, type GraphClient } from './graph-client.js';

export interface CloudNumberInfo {
  readonly self: SelfInfo;
  readonly quality: string | undefined;
}

const fields = 'id,display_phone_number,verified_name,quality_rating';

/** Whether a token may use a number, and how the number is. Nothing is changed. */
export async function askNumber(
  client: GraphClient,
  phoneNumberId: string,
  signal?: AbortSignal,
): Promise<ChannelResult<CloudNumberInfo>> {
  const answer = await client.call('GET', `${phoneNumberId}?fields=${fields}`, undefined, signal);
  if (!answer.ok) return answer;
  const self = toSelf(answer.value);
  if (self === undefined) return { ok: false, failure: { kind: 'unknown', code: 'ANSWER_WITHOUT_ID' } };
  return { ok: true, value: { self, quality: textIn(answer.value, 'quality_rating') } };
}

export interface CloudSignIn {
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly phoneNumberId: string;
  readonly token: string;
  readonly clock: Clock;
}

/** The same, for whoever is about to keep the token. */
export async function signInCloud(terms: CloudSignIn): Promise<ChannelResult<CloudNumberInfo>> {
  const client = createGraphClient(terms.baseUrl, terms.apiVersion, terms.token, terms.clock);
  try {
    return await askNumber(client, terms.phoneNumberId);
  } finally {
    client.close();
  }
}

function toSelf(number: Json): SelfInfo | undefined {
  const digits = (textIn(number, 'display_phone_number') ?? '').replace(/\D/gu, '');
  const id = textIn(number, 'id');
  if (id === undefined) return undefined;
  return { peer: peerId(digits === '' ? id : digits), name: textIn(number, 'verified_name') ?? '' };
}
