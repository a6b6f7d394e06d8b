import { z } from 'zod';
import { waitingTokens } from '../telegram/world/account/login-tokens.js';
import { addVirtualDevice } from '../telegram/world/virtual-device.js';
import type { Authorization } from '../telegram/world/account/authorizations.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import { ControlError, type Route } from './http.js';
import { parse, userOf } from './input.js';

const ending = z.strictObject({
  type: z.string().default('SESSION_REVOKED'),
  hash: z.string().optional(),
  cut: z.boolean().default(true),
});
const device = z.strictObject({
  model: z.string().min(1).default('Unknown phone'),
  appVersion: z.string().default('1.0'),
  apiId: z.number().int().default(4),
});
const scan = z.strictObject({ token: z.string().min(1).optional() });

/** Where an account is signed in: devices come, go and are scanned in. */
export function deviceRoutes(telegram: TelegramSandbox): Route[] {
  const { world } = telegram;
  return [
    {
      at: 'GET /accounts/:ref/devices',
      handle: ({ params }) => world.authorizations.forUser(userOf(telegram, params['ref']).id).map(show),
    },
    {
      at: 'POST /accounts/:ref/devices',
      handle: ({ params, body }) =>
        show(addVirtualDevice(world, userOf(telegram, params['ref']).id, parse(device, body))),
    },
    {
      at: 'POST /accounts/:ref/end-authorizations',
      handle: ({ params, body }) => {
        const { type, hash, cut } = parse(ending, body);
        const { id } = userOf(telegram, params['ref']);
        const ended = telegram.endAuthorizations(id, type, { cut, ...(hash === undefined ? {} : { hash }) });
        if (hash !== undefined && ended === 0) throw new ControlError(404, `no device has the hash ${hash}`);
        return { ended };
      },
    },
    { at: 'GET /login-tokens', handle: () => waitingTokens(world) },
    {
      at: 'POST /accounts/:ref/accept-login',
      handle: ({ params, body }) => {
        const { id } = userOf(telegram, params['ref']);
        const text = parse(scan, body).token ?? waitingTokens(world)[0]?.token;
        if (text === undefined) throw new ControlError(409, 'nobody shows a QR code now');
        const token = Buffer.from(text.replace(/^tg:\/\/login\?token=/, ''), 'base64url');
        const refused = telegram.acceptLogin(id, token);
        if (refused !== undefined) throw new ControlError(409, refused);
        return { accepted: true };
      },
    },
  ];
}

/** `hash` is text: it does not fit into a JSON number. */
function show({ hash, keyId, model, appVersion, apiId, createdAt, activeAt }: Authorization): object {
  return { hash, keyId, model, appVersion, apiId, createdAt, activeAt };
}
