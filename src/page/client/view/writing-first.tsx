import type { JSX } from 'preact';
import type { WritingFirstView } from '../../view/writing-first.js';
import { AskFirst } from '../frame/ask-first.js';
import { moodOf } from '../frame/moods.js';
import { Badge, Card, Empty, Figure, Foreign, Shown, Table } from '../frame/parts.js';
import { to } from '../frame/route.js';
import { useOrder } from '../frame/use-order.js';
import { useView } from '../frame/use-view.js';
import { age, called, count, counted, moment, spaced } from '../frame/words.js';

export function WritingFirst(): JSX.Element {
  const looked = useView<WritingFirstView>('writing-first', 1_000);
  const { isBusy, mayChange, order } = useOrder();
  return (
    <>
      <h1>Writing first</h1>
      <Shown looked={looked}>
        {(view) => {
          const isHeld = view.heldUntil !== null && view.heldUntil > view.now;
          return (
            <>
              <div class="orders" role="group" aria-label="Orders for writing first">
                <Badge mood={!view.isOn ? 'calm' : isHeld ? 'warn' : 'good'}>
                  {!view.isOn
                    ? 'switched off (proactive.enabled)'
                    : isHeld
                      ? view.isHeldForGood
                        ? 'paused until resumed'
                        : `paused until ${moment(view.heldUntil)}`
                      : 'on'}
                </Badge>
                {isHeld ? (
                  <button
                    type="button"
                    class="main"
                    disabled={isBusy || !mayChange}
                    onClick={() =>
                      order(
                        'writing-first',
                        { do: 'resume', conversation: null },
                        'Writing first goes on; chats paused one by one stay so.',
                        looked.reload,
                      )
                    }
                  >
                    Resume
                  </button>
                ) : mayChange ? (
                  <AskFirst
                    label="Pause in all chats"
                    question="Nobody is written to first until you resume; answers go on. What was decided and has not left yet is dropped."
                    yes="Pause"
                    onYes={() =>
                      order(
                        'writing-first',
                        { do: 'pause', conversation: null },
                        'Nothing is written first now.',
                        looked.reload,
                      )
                    }
                  />
                ) : (
                  <span class="quiet">The page only looks.</span>
                )}
              </div>
              <Body view={view} />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function Body({ view }: { view: WritingFirstView }): JSX.Element {
  const { plans, decisions, moments, now } = view;
  const of = (verdict: string): number => moments.filter((one) => one.verdict === verdict).length;
  return (
    <>
      <div class="figures">
        <Figure
          name="Planned"
          value={count(plans.length)}
          note={plans.length === 200 ? 'the next 200' : 'and not yet due'}
        />
        <Figure
          name="Sent"
          value={count(of('sent'))}
          note={`of the latest ${counted(moments.length, 'decision')}`}
        />
        <Figure name="Left unsaid" value={count(of('withheld'))} note="with its reason" />
        <Figure name="Said in passing" value={count(of('folded'))} note="woven into an answer" />
      </div>
      <Card title="When">
        <HourMap moments={moments.filter(({ verdict }) => verdict === 'sent' || verdict === 'withheld')} />
      </Card>
      <Card title="Planned">
        <Table
          caption="What is planned, the next first"
          rows={plans}
          keyOf={({ plan }) => plan}
          empty="Nothing is planned. Plans come from what people tell: an exam, a trip, a quiet week."
          columns={[
            {
              head: 'Whom',
              isWide: true,
              cell: ({ conversation, name }) => (
                <a href={to(['chats', conversation])}>
                  <Foreign>{called(name, null, conversation)}</Foreign>
                </a>
              ),
            },
            { head: 'Kind', cell: ({ kind }) => spaced(kind) },
            { head: 'About', cell: ({ source }) => spaced(source), spare: 1 },
            { head: 'Looked at', cell: ({ lookAt }) => age(lookAt, now) },
            { head: 'Looks', isNumber: true, cell: ({ looks }) => count(looks), spare: 2 },
          ]}
        />
      </Card>
      <Card title="Decided">
        <Table
          caption="What was decided, newest first"
          rows={decisions.map((decision, at) => ({ ...decision, row: at }))}
          keyOf={({ plan, at, row }) => `${plan}-${at}-${row}`}
          empty="Nothing was decided yet."
          columns={[
            { head: 'When', cell: ({ at }) => age(at, now) },
            {
              head: 'Whom',
              isWide: true,
              cell: ({ conversation, name }) => (
                <a href={to(['chats', conversation])}>
                  <Foreign>{called(name, null, conversation)}</Foreign>
                </a>
              ),
            },
            { head: 'Verdict', cell: ({ verdict }) => <Badge mood={moodOf(verdict)}>{verdict}</Badge> },
            { head: 'Why', isWide: true, cell: ({ reason }) => spaced(reason) },
            { head: 'Kind', cell: ({ kind }) => spaced(kind), spare: 1 },
            {
              head: 'Turn',
              spare: 2,
              cell: ({ turn }) => (turn === null ? '–' : <a href={to(['turns', turn])}>{turn}</a>),
            },
          ]}
        />
      </Card>
    </>
  );
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** How many fell into each hour of the week, on the clock of whoever looks. */
function HourMap({ moments }: { moments: WritingFirstView['moments'] }): JSX.Element {
  if (moments.length === 0) return <Empty>Nothing was sent or left unsaid yet.</Empty>;
  const cells = days.map(() => hours.map(() => ({ sent: 0, withheld: 0 })));
  for (const { at, verdict } of moments) {
    const when = new Date(at);
    const cell = cells[(when.getDay() + 6) % 7]?.[when.getHours()];
    if (cell === undefined) continue;
    if (verdict === 'sent') cell.sent += 1;
    else cell.withheld += 1;
  }
  const most = Math.max(1, ...cells.flat().map(({ sent, withheld }) => sent + withheld));
  return (
    <div class="table" role="region" aria-label="Sent and left unsaid by day and hour" tabIndex={0}>
      <table class="hours">
        <caption class="unseen">Sent and left unsaid by day and hour</caption>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour % 6 === 0 ? hour : <span class="unseen">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, row) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {hours.map((hour) => {
                const { sent, withheld } = cells[row]?.[hour] ?? { sent: 0, withheld: 0 };
                const level = sent + withheld === 0 ? 0 : Math.ceil(((sent + withheld) / most) * 5);
                const words = `${sent} sent, ${withheld} left unsaid`;
                return (
                  <td key={hour} class={`level${level}`} title={`${day} ${hour}:00: ${words}`}>
                    <span class="unseen">{sent + withheld === 0 ? 'none' : words}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
