import type { JSX } from 'preact';
import type { NowView } from '../../view/now.js';
import { moodOf } from '../frame/moods.js';
import { Badge, Card, Empty, Figure, Foreign, Meter, Shown, Table } from '../frame/parts.js';
import { to } from '../frame/route.js';
import { age, called, count, counted, dollars, share, spaced } from '../frame/words.js';
import { useView } from '../frame/use-view.js';

export function Now(): JSX.Element {
  const looked = useView<NowView>('now');
  return (
    <>
      <h1>Now</h1>
      <Shown looked={looked}>{(view) => <NowBody view={view} />}</Shown>
    </>
  );
}

function NowBody({ view }: { view: NowView }): JSX.Element {
  const { queue, turns, cost, running, now } = view;
  const isUp = running !== null && !('trouble' in running);
  const open = queue === null ? 0 : Object.values(queue.bubbles).reduce((sum, one) => sum + one, 0);
  const limit = cost?.budget.inAll ?? null;
  const spent = cost?.spentToday.microUsd ?? 0;
  return (
    <>
      <div class="figures">
        <Figure
          name="Program"
          value={isUp ? 'running' : running === null ? 'not running' : 'not answering'}
          note={isUp ? `pid ${running.pid}, store ${running.store.state}` : 'as it was left'}
          mood={isUp ? (running.store.state === 'ok' ? 'good' : 'bad') : 'bad'}
        />
        <Figure
          name="Unanswered"
          value={count(queue?.waiting.messages ?? 0)}
          note={
            queue === null || queue.waiting.messages === 0
              ? 'nobody waits'
              : `${counted(queue.waiting.conversations, 'chat')}, the oldest ${age(queue.waiting.oldestAt, now)}`
          }
          mood={(queue?.waiting.messages ?? 0) > 0 ? 'warn' : 'plain'}
        />
        <Figure
          name="To be sent"
          value={count(open)}
          note={
            open === 0
              ? 'nothing queued'
              : Object.entries(queue?.bubbles ?? {})
                  .map(([state, n]) => `${count(n)} ${state}`)
                  .join(', ')
          }
        />
        <Figure
          name="Turns in 24 h"
          value={count((turns?.spoke ?? 0) + (turns?.silent ?? 0) + (turns?.failed ?? 0))}
          note={`${count(turns?.silent ?? 0)} silent, ${count(turns?.failed ?? 0)} failed`}
          mood={(turns?.failed ?? 0) > 0 ? 'warn' : 'plain'}
        />
        <Figure
          name="Spent today"
          value={dollars(spent)}
          note={
            <>
              {limit === null ? 'no limit in all' : `of ${dollars(limit)}`}
              {limit === null ? null : <Meter part={spent} whole={limit} label="Of the day's budget" />}
            </>
          }
          mood={limit !== null && spent >= limit ? 'bad' : 'plain'}
        />
        <Figure
          name="From the cache"
          value={share(cost?.spentToday.fromCache ?? 0, cost?.spentToday.input ?? 0)}
          note={`${counted(cost?.spentToday.calls ?? 0, 'call')} today`}
        />
      </div>
      <Card title="Needs a hand">
        {view.needs.length === 0 ? (
          <Empty>Nothing waits for you.</Empty>
        ) : (
          <ul class="needs">
            {view.needs.map((need) => (
              <li key={need.what}>
                <Badge mood={need.urgency === 'now' ? 'bad' : 'warn'}>{need.urgency}</Badge>
                <div>
                  <a href={`#/${need.place}`}>{need.what}</a>
                  <p>{need.todo}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {view.handOvers.length === 0 ? null : (
        <Card title="Left to you">
          <ul class="lines">
            {view.handOvers.map(({ conversation, name, reason, since }) => (
              <li key={conversation}>
                <a href={to(['chats', conversation])}>
                  <Foreign>{called(name, null, conversation)}</Foreign>
                </a>
                <span class="quiet">
                  {spaced(reason)}, {age(since, now)}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="Accounts" aside={<a href={to(['accounts'])}>All about them</a>}>
        <Table
          caption="Accounts"
          rows={view.accounts}
          keyOf={({ account }) => account}
          empty="No accounts yet: copy accounts/example.yaml.sample to accounts/<name>.yaml and run kindred login."
          columns={[
            {
              head: 'Account',
              cell: ({ account }) => <a href={to(['accounts', account])}>{account}</a>,
            },
            { head: 'State', cell: ({ state }) => <Badge mood={moodOf(state)}>{spaced(state)}</Badge> },
            { head: 'Since', cell: ({ since }) => age(since, now), spare: 1 },
            { head: 'Evidence', cell: ({ evidence }) => evidence ?? '–', spare: 2, isWide: true },
            { head: 'Next', cell: ({ next }) => (next === '-' ? '–' : spaced(next)) },
            { head: 'In', cell: ({ receivedToday }) => count(receivedToday), isNumber: true, spare: 1 },
            { head: 'Out', cell: ({ sentToday }) => count(sentToday), isNumber: true, spare: 1 },
            { head: 'Connection', cell: ({ connection }) => connection.state, spare: 2 },
          ]}
        />
      </Card>
      <Card title="Models">
        <Table
          caption="Models by role"
          rows={view.roles}
          keyOf={({ role }) => role}
          empty="No role has a model: set models.roles in kindred.yaml."
          columns={[
            { head: 'Role', cell: ({ role }) => role },
            { head: 'Asked, in order', cell: ({ models }) => models.join(', ') || '–', isWide: true },
            {
              head: 'Calls today',
              cell: ({ role }) => count(sumOf(view, role, ({ calls }) => calls)),
              isNumber: true,
            },
            {
              head: 'Cost today',
              cell: ({ role }) => dollars(sumOf(view, role, ({ microUsd }) => microUsd)),
              isNumber: true,
              spare: 1,
            },
          ]}
        />
        {turns === null || turns.failures.length === 0 ? null : (
          <p class="note">
            Turns that failed in 24 h:{' '}
            {turns.failures
              .map(
                ({ reason, count: n, latest }) => `${count(n)} ${spaced(reason)}, last ${age(latest, now)}`,
              )
              .join('; ')}
            .
          </p>
        )}
      </Card>
    </>
  );
}

type ModelSum = NonNullable<NowView['cost']>['models'][number];

const sumOf = (view: NowView, role: string, of: (sum: ModelSum) => number): number =>
  (view.cost?.models ?? []).filter((one) => one.role === role).reduce((sum, one) => sum + of(one), 0);
