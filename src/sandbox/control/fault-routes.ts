import { z } from 'zod';
import { codeWays } from '../telegram/world/account/login-codes.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import { ControlError, type Route } from './http.js';
import { optionalUser, parse, refSchema } from './input.js';

const share = z.number().min(0).max(1).optional();
const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('error'), code: z.number().int(), type: z.string().min(1) }),
  z.strictObject({ kind: z.literal('lose'), how: z.enum(['swallow', 'cut']) }),
  z.strictObject({ kind: z.literal('latency'), ms: z.number().int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('newer-layer'), constructors: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ kind: z.literal('end-authorization'), type: z.string().min(1) }),
]);
const rule = z.strictObject({
  method: z.string().min(1).default('*'),
  account: refSchema.optional(),
  count: z.number().int().min(1).optional(),
  after: z.number().int().min(0).optional(),
  effect,
});
const pushes = z.strictObject({
  account: refSchema.optional(),
  drop: share,
  duplicate: share,
  reorder: share,
  seed: z.number().int().optional(),
  delayMs: z.number().int().min(0).optional(),
  newerLayer: z.array(z.string().min(1)).optional(),
});
const wire = z.strictObject({
  account: refSchema.optional(),
  cut: z.boolean().optional(),
  blackHole: z.boolean().optional(),
  delayMs: z.number().int().min(0).optional(),
  unknownConstructor: z.boolean().optional(),
});
const habits = z.strictObject({
  unknownNumbers: z.enum(['create', 'ask', 'refuse']).optional(),
  loginCode: z
    .string()
    .regex(/^[0-9]{5,6}$/, 'expected 5 or 6 digits')
    .optional(),
  codeVia: z.enum(codeWays).optional(),
  codesPerDay: z.number().int().min(0).optional(),
  qrTokenMs: z.number().int().min(100).max(600_000).optional(),
  repeatedRandomId: z.enum(['original', 'error']).optional(),
  strictKeys: z.boolean().optional(),
  srpMs: z.number().int().min(0).optional(),
  automated: z.array(z.number().int()).optional(),
});

/** What may go wrong: in answers, in pushes, and on the wire. */
export function faultRoutes(telegram: TelegramSandbox): Route[] {
  const keysOf = (ref: string | number | undefined): (string | null)[] => {
    const user = optionalUser(telegram, ref);
    return user === undefined ? [null] : telegram.keysOf(user.id);
  };
  return [
    { at: 'GET /faults', handle: () => telegram.rules.list() },
    {
      at: 'POST /faults',
      handle: ({ body }) => {
        const { account, count, after, ...rest } = parse(rule, body);
        const user = optionalUser(telegram, account);
        return telegram.rules.add({
          ...rest,
          ...(user === undefined ? {} : { account: user.id }),
          ...(count === undefined ? {} : { count }),
          ...(after === undefined ? {} : { after }),
        });
      },
    },
    { at: 'DELETE /faults', handle: () => ({ cleared: telegram.rules.clear() }) },
    {
      at: 'DELETE /faults/:id',
      handle: ({ params }) => {
        if (telegram.rules.clear(Number(params['id'])) === 0) {
          throw new ControlError(404, `no fault has the id ${params['id'] ?? ''}`);
        }
        return { cleared: 1 };
      },
    },
    {
      at: 'PUT /pushes',
      handle: ({ body }) => {
        const { account, drop, duplicate, reorder, seed, delayMs, newerLayer } = parse(pushes, body);
        telegram.pushFaults.set(
          {
            ...(drop === undefined ? {} : { drop }),
            ...(duplicate === undefined ? {} : { duplicate }),
            ...(reorder === undefined ? {} : { reorder }),
            ...(seed === undefined ? {} : { seed }),
            ...(delayMs === undefined ? {} : { delayMs }),
            ...(newerLayer === undefined ? {} : { newerLayer }),
          },
          optionalUser(telegram, account)?.id,
        );
        return telegram.pushFaults.counts;
      },
    },
    { at: 'GET /pushes', handle: () => telegram.pushFaults.counts },
    {
      at: 'DELETE /pushes',
      handle: ({ query }) => {
        telegram.pushFaults.set(undefined, optionalUser(telegram, query.get('account'))?.id);
        return telegram.pushFaults.counts;
      },
    },
    {
      at: 'POST /wire',
      handle: ({ body }) => {
        const asked = parse(wire, body);
        let reached = 0;
        for (const key of keysOf(asked.account)) {
          if (asked.blackHole !== undefined) telegram.wire.blackHole(key, asked.blackHole);
          if (asked.delayMs !== undefined) telegram.wire.delay(key, asked.delayMs);
          if (asked.unknownConstructor === true && key !== null) {
            reached += telegram.wire.sendUnknownConstructor(key);
          }
          if (asked.cut === true) reached += telegram.wire.cut(key);
        }
        return { reached };
      },
    },
    {
      at: 'DELETE /wire',
      handle: () => {
        telegram.wire.clear();
        return {};
      },
    },
    { at: 'GET /habits', handle: () => telegram.habits },
    { at: 'PATCH /habits', handle: ({ body }) => Object.assign(telegram.habits, parse(habits, body)) },
  ];
}
