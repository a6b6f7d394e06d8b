import { z } from 'zod';
import type { BotApiServer } from '../bot-api/server.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import { ControlError, type Route } from './http.js';
import { optionalUser, parse, refSchema } from './input.js';

const effect = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lose'),
    applied: z.boolean().default(true),
    how: z.enum(['reset', 'silence']).default('reset'),
  }),
  z.strictObject({ kind: z.literal('cut') }),
  z.strictObject({
    kind: z.literal('http'),
    status: z.number().int().min(400).max(599).default(502),
    applied: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('garbage') }),
  z.strictObject({
    kind: z.literal('error'),
    code: z.number().int().min(400).max(599),
    description: z.string().default(''),
    retryAfter: z.number().int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal('latency'), ms: z.number().int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('duplicate') }),
  z.strictObject({ kind: z.literal('reorder') }),
]);
const rule = z.strictObject({
  method: z.string().min(1).default('*'),
  bot: refSchema.optional(),
  count: z.number().int().min(1).optional(),
  after: z.number().int().min(0).optional(),
  share: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  effect,
});

/** What may go wrong between a bot and the Bot API. */
export function botFaultRoutes(telegram: TelegramSandbox, { faults }: BotApiServer): Route[] {
  return [
    { at: 'GET /bot-faults', handle: () => faults.list() },
    {
      at: 'POST /bot-faults',
      handle: ({ body }) => {
        const { bot, ...rest } = parse(rule, body);
        const user = optionalUser(telegram, bot);
        return faults.add({ ...rest, ...(user === undefined ? {} : { bot: user.id }) });
      },
    },
    { at: 'DELETE /bot-faults', handle: () => ({ cleared: faults.clear() }) },
    {
      at: 'DELETE /bot-faults/:id',
      handle: ({ params }) => {
        if (faults.clear(Number(params['id'])) === 0) {
          throw new ControlError(404, `no fault has the id ${params['id'] ?? ''}`);
        }
        return { cleared: 1 };
      },
    },
  ];
}
