import type { Clock } from '../../../core/clock.js';
import { recordIn, textIn } from '../../../lib/json-fields.js';
import { DONE, done } from '../../answers.js';
import type { ChannelResult } from '../../contract.js';
import { createGraphClient, type GraphClient } from './graph-client.js';

export interface HookTerms {
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly phoneNumberId: string;
  readonly wabaId?: string;
  readonly token: string;
  readonly clock: Clock;
}

/** Where Meta posts what happens to one number: an address of its own, before that of the app (webhooks/override). */
export interface HookAddress {
  /** Null where the app's own address is used. */
  read(): Promise<ChannelResult<string | null>>;
  /** Meta asks the address at once: what receives there has to run. */
  set(url: string, verifyToken: string): Promise<ChannelResult<void>>;
  remove(): Promise<ChannelResult<void>>;
  close(): void;
}

export function hookAddress(terms: HookTerms): HookAddress {
  const { phoneNumberId, wabaId } = terms;
  const client = createGraphClient(terms.baseUrl, terms.apiVersion, terms.token, terms.clock);
  const change = (webhook: object) => client.call('POST', phoneNumberId, { webhook_configuration: webhook });
  return {
    async read() {
      const answer = await client.call('GET', `${phoneNumberId}?fields=webhook_configuration`);
      if (!answer.ok) return answer;
      return {
        ok: true,
        value: textIn(recordIn(answer.value, 'webhook_configuration') ?? {}, 'phone_number') ?? null,
      };
    },
    async set(url, verifyToken) {
      const heard = await subscribed(client, wabaId);
      if (!heard.ok) return heard;
      return done(await change({ override_callback_uri: url, verify_token: verifyToken }));
    },
    remove: async () => done(await change({ override_callback_uri: '' })),
    close: () => client.close(),
  };
}

/** Without a subscription of the app nothing is posted anywhere. */
async function subscribed(client: GraphClient, wabaId: string | undefined): Promise<ChannelResult<void>> {
  if (wabaId === undefined) return DONE;
  return done(await client.call('POST', `${wabaId}/subscribed_apps`));
}
