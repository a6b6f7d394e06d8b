import type { ServiceAnswer, ServiceCall } from '../wire/http-service.js';
import { fieldsOf } from './call-fields.js';
import { GraphRefusal } from './graph-error.js';
import { displayed, type CloudNumber } from './number.js';

export interface Managed {
  readonly call: ServiceCall;
  /** The number that is named, if the token may touch it. */
  readonly number: CloudNumber | undefined;
  readonly allowed: readonly CloudNumber[];
  readonly id: string;
  readonly edge: string | undefined;
  readonly setHook: (number: CloudNumber, url: string, verifyToken: string) => Promise<boolean>;
}

/** Everything but messages: the number itself, where its webhooks go, who is blocked. Null for what there is not. */
export async function manageNumber(managed: Managed): Promise<ServiceAnswer | null> {
  const { call, number, allowed, id, edge } = managed;
  if (number !== undefined) return ofNumber(managed, number);
  const waba = allowed.find(({ wabaId }) => wabaId === id);
  if (waba === undefined) return null;
  switch (edge) {
    case 'subscribed_apps': {
      if (call.method !== 'GET') {
        for (const one of allowed) one.isSubscribed = call.method === 'POST';
        return ok({ success: true });
      }
      const app = { whatsapp_business_api_data: { id: '1', name: 'sandbox', link: 'https://localhost' } };
      return ok({ data: waba.isSubscribed ? [app] : [] });
    }
    case 'phone_numbers':
      return ok({ data: allowed.filter(({ wabaId }) => wabaId === id).map(about) });
    case 'message_templates':
      return ok({
        data: waba.templates.map(({ name, language, status, text }) => ({
          name,
          language,
          status,
          category: 'MARKETING',
          components: [{ type: 'BODY', text }],
          id: name,
        })),
      });
    case undefined:
      return ok({ id, name: waba.name });
    default:
      return null;
  }
}

async function ofNumber(
  { call, edge, setHook }: Managed,
  number: CloudNumber,
): Promise<ServiceAnswer | null> {
  switch (edge) {
    case undefined: {
      if (call.method === 'GET') return ok(about(number));
      const wanted = fieldsOf(fieldsOf(call.json)['webhook_configuration']);
      const { override_callback_uri: url, verify_token: token } = wanted;
      if (url === '') {
        number.hook = null;
        return ok({ success: true });
      }
      if (typeof url !== 'string' || typeof token !== 'string')
        throw new GraphRefusal(100, 'Invalid parameter');
      if (await setHook(number, url, token)) return ok({ success: true });
      throw new GraphRefusal(100, 'The callback URL or verify token could not be validated.');
    }
    case 'block_users': {
      const users = (
        Array.isArray(fieldsOf(call.json)['block_users']) ? fieldsOf(call.json)['block_users'] : []
      ) as unknown[];
      const named = users.map((one) => String(fieldsOf(one)['user']).replace(/\D/gu, ''));
      for (const user of named) {
        if (call.method === 'POST') number.blockedUsers.add(user);
        if (call.method === 'DELETE') number.blockedUsers.delete(user);
      }
      if (call.method === 'GET') {
        return ok({
          data: [...number.blockedUsers].map((wa_id) => ({ messaging_product: 'whatsapp', wa_id })),
        });
      }
      const done = named.map((user) => ({ input: user, wa_id: user }));
      const list = call.method === 'POST' ? 'added_users' : 'removed_users';
      return ok({ messaging_product: 'whatsapp', block_users: { [list]: done } });
    }
    default:
      return null;
  }
}

function about(number: CloudNumber): object {
  return {
    id: number.phoneNumberId,
    display_phone_number: displayed(number),
    verified_name: number.name,
    quality_rating: number.quality,
    code_verification_status: 'VERIFIED',
    ...(number.hook === null ? {} : { webhook_configuration: { phone_number: number.hook.url } }),
  };
}

function ok(body: object): ServiceAnswer {
  return { status: 200, body };
}
