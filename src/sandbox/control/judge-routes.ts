import { judgeCold } from '../people/judge-cold.js';
import { judge, transcript } from '../people/judge.js';
import { pendingCodes } from '../telegram/world/account/login-codes.js';
import type { FactKind } from '../telegram/world/journal.js';
import type { TelegramSandbox } from '../serving/telegram-server.js';
import { ControlError, LineStream, type ControlRequest, type Route } from './http.js';
import { optionalUser, queryNumber, userOf } from './input.js';

/** What the sandbox saw: facts, transcripts, counters, codes. */
export function judgeRoutes(telegram: TelegramSandbox): Route[] {
  const { world } = telegram;
  const account = ({ query }: ControlRequest): number => {
    const ref = query.get('account');
    if (ref === null)
      throw new ControlError(400, 'account: expected in the query, as id, @username or +phone');
    return userOf(telegram, ref).id;
  };
  const asked = ({
    query,
  }: ControlRequest): { after: number; user?: number; with?: number; kinds?: FactKind[] } => {
    const user = optionalUser(telegram, query.get('user'));
    const other = optionalUser(telegram, query.get('with'));
    const kinds = query.get('kinds');
    return {
      after: queryNumber(query, 'after') ?? 0,
      ...(user === undefined ? {} : { user: user.id }),
      ...(other === undefined ? {} : { with: other.id }),
      ...(kinds === null ? {} : { kinds: kinds.split(',') as FactKind[] }),
    };
  };
  return [
    {
      at: 'GET /facts',
      handle: (request) => ({
        last: world.journal.lastSeq,
        facts: world.journal.read({ ...asked(request), limit: queryNumber(request.query, 'limit') ?? 1000 }),
      }),
    },
    {
      at: 'GET /facts/stream',
      handle: (request) => {
        const query = asked(request);
        return new LineStream((send) => {
          for (const fact of world.journal.read(query)) send(fact);
          return world.journal.subscribe((fact) => {
            if (query.kinds !== undefined && !query.kinds.includes(fact.kind)) return;
            if (query.with !== undefined && fact.actor !== query.with && fact.peer !== query.with) return;
            send(fact);
          }, query.user);
        });
      },
    },
    {
      at: 'GET /transcript/:account/:person',
      handle: ({ params, query }) =>
        transcript(
          world,
          userOf(telegram, params['account']).id,
          userOf(telegram, params['person']).id,
          queryNumber(query, 'after') ?? 0,
        ),
    },
    {
      at: 'GET /judge',
      handle: (request) => judge(world, account(request), queryNumber(request.query, 'after') ?? 0),
    },
    {
      at: 'GET /judge/cold',
      handle: ({ query }) =>
        judgeCold(world, optionalUser(telegram, query.get('account'))?.id, queryNumber(query, 'after') ?? 0),
    },
    { at: 'GET /codes', handle: () => pendingCodes(world) },
    { at: 'GET /sessions', handle: () => telegram.sessions.listeners() },
  ];
}
