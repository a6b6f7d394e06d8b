import { z } from 'zod';
import { conditionOf, setCondition, standingOf } from '../telegram/world/account/condition.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import type { Route } from './http.js';
import { parse, userOf } from './input.js';

const condition = z.strictObject({
  condition: z.enum(['healthy', 'limited', 'frozen', 'banned', 'deleted']),
  until: z.number().int().nullable().optional(),
  appealUrl: z.string().optional(),
  shownAs: z.enum(['USER_DEACTIVATED_BAN', 'AUTH_KEY_UNREGISTERED']).optional(),
  cut: z.boolean().optional(),
});

/** What becomes of an account: moderation's verdicts. */
export function accountRoutes(telegram: TelegramSandbox): Route[] {
  const { world } = telegram;
  const show = (user: number): object => ({
    condition: conditionOf(world, user),
    ...standingOf(world, user),
  });
  return [
    {
      at: 'GET /accounts/:ref/condition',
      handle: ({ params }) => show(userOf(telegram, params['ref']).id),
    },
    {
      at: 'POST /accounts/:ref/condition',
      handle: ({ params, body }) => {
        const { id } = userOf(telegram, params['ref']);
        const { condition: wanted, until, appealUrl, shownAs, cut } = parse(condition, body);
        setCondition(world, id, {
          condition: wanted,
          ...(until === undefined ? {} : { until }),
          ...(appealUrl === undefined ? {} : { appealUrl }),
          ...(shownAs === undefined ? {} : { shownAs }),
          ...(cut === undefined ? {} : { cut }),
        });
        return show(id);
      },
    },
  ];
}
