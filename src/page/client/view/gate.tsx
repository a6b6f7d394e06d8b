import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { GateView } from '../../view/gate.js';
import { Card, Empty, Figure, Shown, Table } from '../frame/parts.js';
import { usePage } from '../frame/page-context.js';
import { useView } from '../frame/use-view.js';
import { count, counted, percent, share } from '../frame/words.js';
import { Samples } from './samples.js';

type Report = NonNullable<GateView['report']>;
type Check = Report['replies']['checks'][number];

export function Gate(): JSX.Element {
  const { session } = usePage();
  const [days, setDays] = useState(30);
  const [character, setCharacter] = useState('');
  const query = new URLSearchParams({
    days: String(days),
    ...(character === '' ? {} : { character }),
  }).toString();
  const looked = useView<GateView>(`gate?${query}`, 10_000);
  const [isMarking, setMarking] = useState(false);
  return (
    <>
      <h1>Gate</h1>
      <div class="filters">
        <label>
          Days
          <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {[1, 7, 30, 90].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label>
          Character
          <select value={character} onChange={(event) => setCharacter(event.currentTarget.value)}>
            <option value="">every character</option>
            {(looked.data?.characters ?? []).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Card title="Mark what was turned down">
        {session.content === 'never' ? (
          <Empty>Hidden: page.content in kindred.yaml shows no words.</Empty>
        ) : isMarking ? (
          <Samples query={query} onDone={looked.reload} />
        ) : (
          <div class="hidden-words">
            <p>
              Drafts the gate turned down, one after another: press <kbd>R</kbd> for rightly, <kbd>W</kbd> for
              wrongly. From your marks comes how often each check is wrong.
            </p>
            <button type="button" class="main" onClick={() => setMarking(true)}>
              Show the drafts
            </button>
          </div>
        )}
      </Card>
      <Shown looked={looked}>
        {({ report }) =>
          report === null || report.replies.turns + report.openers.turns === 0 ? (
            <Card title="Replies">
              <Empty>
                Nothing was judged in these days. Look at more of them, or come back after some talk.
              </Empty>
            </Card>
          ) : (
            <>
              <Counts title="Replies" counts={report.replies} since={sinceOf(report)} />
              {report.openers.turns === 0 ? null : (
                <Counts title="Openers" counts={report.openers} since={sinceOf(report)} />
              )}
            </>
          )
        }
      </Shown>
    </>
  );
}

const sinceOf = ({ from, isWhole }: Report): string =>
  isWhole ? `since ${from}` : `since ${from}, the newest turns only`;

function Counts({
  title,
  counts,
  since,
}: {
  title: string;
  counts: Report['replies'] | Report['openers'];
  since: string;
}): JSX.Element {
  const busy = counts.checks.filter((check) => check.passed < check.judged);
  const idle = counts.checks.filter((check) => check.passed === check.judged);
  const interval = (of: Check['wrongOfRejected']): string =>
    of === null ? '–' : `${percent(of.share)} (${percent(of.low)}–${percent(of.high)})`;
  return (
    <Card title={title} aside={<span class="quiet">{since}</span>}>
      <div class="figures inner">
        <Figure name="Turns" value={count(counts.turns)} />
        <Figure name="Drafts" value={count(counts.drafts)} />
        <Figure
          name="Turned down"
          value={share(counts.turnedDown, counts.drafts)}
          note={counted(counts.turnedDown, 'draft')}
        />
        <Figure name="Bubbles left out" value={count(counts.leftOut)} />
        <Figure
          name="Silence"
          value={count(counts.endings.silence)}
          note={`${count(counts.endings['last-resort'])} with a fixed line instead`}
          mood={counts.endings.silence > 0 ? 'warn' : 'plain'}
        />
      </div>
      <Table
        caption={`${title}: what each check did`}
        rows={busy}
        keyOf={({ check }) => check}
        empty="Every check passed everything."
        columns={[
          { head: 'Check', cell: ({ check }) => check },
          { head: 'Judged', isNumber: true, cell: ({ judged }) => count(judged) },
          { head: 'Repaired', isNumber: true, cell: ({ repaired }) => count(repaired), spare: 1 },
          {
            head: 'Turned down',
            isNumber: true,
            cell: ({ rejected, rejectRate }) => `${count(rejected)} (${percent(rejectRate)})`,
          },
          {
            head: 'Marked',
            isNumber: true,
            cell: ({ marks }) => count(marks.right + marks.wrong),
          },
          {
            head: 'Wrong of marked',
            isNumber: true,
            cell: (check) => interval(check.wrongOfRejected),
            spare: 1,
          },
          {
            head: 'False rejects',
            isNumber: true,
            spare: 2,
            cell: (check) => (check.rejected === 0 ? '–' : interval(check.falseReject)),
          },
        ]}
      />
      {idle.length === 0 ? null : (
        <p class="note">Passed everything: {idle.map(({ check }) => check).join(', ')}.</p>
      )}
    </Card>
  );
}
