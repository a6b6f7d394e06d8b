import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatPageView, MemoriesView } from '../../view/chats.js';
import type { OpenersView } from '../../view/writing-first.js';
import { moodOf } from '../frame/moods.js';
import { Badge, Card, Empty, Facts, Foreign, Shown, Table } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { age, called, count, duration, moment, percent, spaced } from '../frame/words.js';
import { ChatOrders } from './chat-orders.js';
import { lastWords, whoWrites } from './chat-words.js';
import { Talk } from './talk.js';

export function Chat({ id }: { id: string }): JSX.Element {
  const path = `chats/${encodeURIComponent(id)}`;
  const looked = useView<ChatPageView>(path);
  return (
    <>
      <p class="back">
        <a href={to(['chats'])}>Chats</a>
      </p>
      <Shown looked={looked}>{(chat) => <ChatBody chat={chat} path={path} onDone={looked.reload} />}</Shown>
    </>
  );
}

function ChatBody({
  chat,
  path,
  onDone,
}: {
  chat: ChatPageView;
  path: string;
  onDone: () => void;
}): JSX.Element {
  const { now, signals, handOver } = chat;
  const who = whoWrites(chat, now);
  const name = called(chat.name, chat.username, chat.peer);
  return (
    <>
      <h1>
        <Foreign>{name}</Foreign>
      </h1>
      <p class="under">
        {chat.username === null ? null : <Foreign>{`@${chat.username}`}</Foreign>}
        <span>with {chat.character}</span>
        <span>through {chat.account}</span>
        <Badge mood={who.mood}>{who.words}</Badge>
        {handOver === null ? null : (
          <Badge mood="bad">
            left to you {age(handOver.since, now)}: {spaced(handOver.reason)}
          </Badge>
        )}
      </p>
      <ChatOrders chat={chat} path={path} onDone={onDone} />
      <div class="split">
        <div>
          <Talk path={path} name={name} character={chat.character} />
        </div>
        <div>
          <Card title="Signals">
            <Facts
              facts={[
                ['Waiting for an answer', count(chat.waiting)],
                ['They last wrote', age(signals.lastHeardAt, now)],
                ['Our last words', `${age(signals.lastSaid?.at ?? null, now)}, ${lastWords(chat).words}`],
                ['Seen', age(signals.lastSaid?.seenAt ?? null, now)],
                ['Presence', signals.presence ?? '–'],
                ['Last typed', age(signals.typedAt, now)],
                ['Last reacted', age(signals.reactedAt, now)],
                ['Last edited', age(signals.editedAt, now)],
                ['Last deleted', age(signals.deletedAt, now)],
                ['Cleared the history', age(signals.clearedAt, now)],
                ['Blocked the account', age(signals.blockedAt, now)],
              ]}
            />
          </Card>
          <RelationshipCard chat={chat} />
          <MemoryCard path={path} known={chat.memories} />
          <PlanCard chat={chat} path={path} />
        </div>
      </div>
      <Card title="Turns">
        <Table
          caption="The latest turns of this chat"
          rows={chat.turns}
          keyOf={({ turn }) => turn}
          empty="No turn yet: nothing was decided here so far."
          columns={[
            { head: 'Turn', cell: ({ turn }) => <a href={to(['turns', turn])}>{turn}</a> },
            { head: 'Outcome', cell: ({ outcome }) => <Badge mood={moodOf(outcome)}>{outcome}</Badge> },
            { head: 'Reason', cell: ({ reason }) => (reason === null ? '–' : spaced(reason)), isWide: true },
            { head: 'Cause', cell: ({ cause }) => cause, spare: 1 },
            { head: 'Began', cell: ({ startedAt }) => age(startedAt, now) },
            { head: 'Took', cell: ({ tookMs }) => duration(tookMs), isNumber: true, spare: 1 },
          ]}
        />
      </Card>
    </>
  );
}

function RelationshipCard({ chat: { relationship, changes, now } }: { chat: ChatPageView }): JSX.Element {
  return (
    <Card title="Relationship">
      {relationship === null ? (
        <Empty>Nothing is known of it before their first talk is over.</Empty>
      ) : (
        <>
          <Facts
            facts={[
              ['Stage', relationship.stage],
              ['Closeness', percent(relationship.closeness)],
              ['Warmth', percent(relationship.warmth)],
              ['Tension', percent(relationship.tension)],
              ['Talks', count(relationship.sessions)],
              ['Left open', count(relationship.openThreads)],
            ]}
          />
          <ul class="lines small">
            {changes.map(({ at, reasons, firstRow }) => (
              <li key={firstRow}>
                <span class="quiet">{age(at, now)}</span>
                <span>
                  {reasons
                    .map(
                      ({ code, measure, by }) =>
                        `${spaced(code)}: ${measure} ${by > 0 ? '+' : ''}${by.toFixed(2)}`,
                    )
                    .join('; ') || 'nothing changed'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function MemoryCard({ path, known }: { path: string; known: number }): JSX.Element {
  const { session } = usePage();
  const [isOpen, setOpen] = useState(session.content === 'shown');
  const looked = useView<MemoriesView>(isOpen ? `${path}/memories` : null, 2_000);
  return (
    <Card title={`Memories (${count(known)})`}>
      {isOpen ? (
        <Shown looked={looked}>
          {({ memories, openThreads }) => (
            <>
              {memories.length === 0 ? <Empty>Nothing is remembered yet.</Empty> : null}
              <ul class="memories">
                {memories.map((memory) => (
                  <li key={memory.row}>
                    <Foreign>{memory.text}</Foreign>
                    <span class="quiet">
                      {memory.kind}, {moment(memory.validFrom)}
                      {memory.trust === 'quarantined'
                        ? ` · set aside (${memory.quarantine ?? 'untrusted'})`
                        : ''}
                    </span>
                    {memory.sources.length === 0 ? null : (
                      <details>
                        <summary>learnt from {count(memory.sources.length)}</summary>
                        {memory.sources.map((source) => (
                          <p key={source.messageRow}>
                            <span class="quiet">
                              {source.author}, {moment(source.sentAt)}
                            </span>{' '}
                            <Foreign>{source.text}</Foreign>
                          </p>
                        ))}
                      </details>
                    )}
                  </li>
                ))}
              </ul>
              {openThreads.length === 0 ? null : (
                <>
                  <h3>Left open between the two</h3>
                  <ul class="lines small">
                    {openThreads.map(({ row, text }) => (
                      <li key={row}>
                        <Foreign>{text}</Foreign>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </>
          )}
        </Shown>
      ) : session.content === 'never' ? (
        <Empty>Hidden: page.content in kindred.yaml shows no words.</Empty>
      ) : (
        <button type="button" onClick={() => setOpen(true)}>
          Show what is remembered
        </button>
      )}
    </Card>
  );
}

function PlanCard({ chat, path }: { chat: ChatPageView; path: string }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const looked = useView<OpenersView>(isOpen ? `${path}/openers` : null, null);
  return (
    <Card title="Plans">
      {chat.plans.length === 0 ? (
        <Empty>Nothing is planned to be written first.</Empty>
      ) : (
        <ul class="lines">
          {chat.plans.map(({ plan, kind, source, lookAt }) => (
            <li key={plan}>
              <span>
                {spaced(kind)} about {spaced(source)}
              </span>
              <span class="quiet">looked at {age(lookAt, chat.now)}</span>
            </li>
          ))}
        </ul>
      )}
      {isOpen ? (
        <Shown looked={looked}>{(openers) => <Openers openers={openers} now={chat.now} />}</Shown>
      ) : (
        <button type="button" onClick={() => setOpen(true)}>
          What would come of it now?
        </button>
      )}
    </Card>
  );
}

function Openers({ openers, now }: { openers: OpenersView; now: number }): JSX.Element {
  const { preview, isRunning } = openers;
  if (preview === null) return <Empty>Nothing is stored yet.</Empty>;
  if (!preview.isServed) return <Empty>Its account speaks to nobody now, so nothing is considered.</Empty>;
  return (
    <>
      <p class="note">
        {preview.hasAgreed ? 'They agreed to be written to' : 'They never agreed to be written to'};{' '}
        {count(preview.sentThisWeek)} of {count(preview.perWeek)} this week
        {isRunning ? '' : '; kindred run is not at work, so its accounts are taken to be well'}.
      </p>
      <ul class="lines">
        {preview.plans.map((plan) => (
          <li key={plan.plan}>
            <span>
              {spaced(plan.kind)}: {plan.now.verdict} ({spaced(plan.now.reason)})
            </span>
            <span class="quiet">
              {plan.now.until === null ? '' : `until ${age(plan.now.until, now)}, `}score {plan.score.total},
              chance {percent(plan.odds)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
