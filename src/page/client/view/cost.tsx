import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CostView } from '../../view/cost.js';
import { Card, Empty, Figure, Foreign, Meter, Shown, Table } from '../frame/parts.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { called, count, counted, dollars, share } from '../frame/words.js';
import { DayPlot } from './day-plot.js';

type Report = NonNullable<CostView['report']>;

export function Cost(): JSX.Element {
  const [days, setDays] = useState(30);
  const looked = useView<CostView>(`cost?days=${days}`, 3_000);
  return (
    <>
      <h1>Cost</h1>
      <div class="filters">
        <label>
          Days
          <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {[7, 30, 90, 365].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Shown looked={looked}>
        {({ report, people }) =>
          report === null || report.days.length === 0 ? (
            <Card title="By day">
              <Empty>Nothing was asked of a model in these days, so nothing was spent.</Empty>
            </Card>
          ) : (
            <CostBody report={report} people={people} days={days} />
          )
        }
      </Shown>
    </>
  );
}

const sums = [
  { head: 'Calls', isNumber: true, cell: ({ calls }: Sum) => count(calls) },
  { head: 'Input tokens', isNumber: true, spare: 1, cell: ({ input }: Sum) => count(input) },
  { head: 'From cache', isNumber: true, cell: ({ fromCache, input }: Sum) => share(fromCache, input) },
  { head: 'Output tokens', isNumber: true, spare: 1, cell: ({ output }: Sum) => count(output) },
  { head: 'Cost', isNumber: true, cell: ({ microUsd }: Sum) => dollars(microUsd) },
] as const;

type Sum = Report['spentToday'];

function CostBody({
  report,
  people,
  days,
}: {
  report: Report;
  people: CostView['people'];
  days: number;
}): JSX.Element {
  const all = report.days.reduce((sum, day) => sum + day.microUsd, 0);
  const input = report.days.reduce((sum, day) => sum + day.input, 0);
  const fromCache = report.days.reduce((sum, day) => sum + day.fromCache, 0);
  const { budget, spentToday, dearestPerson } = report;
  const unpriced = report.models.filter(({ unpricedCalls }) => unpricedCalls > 0).map(({ model }) => model);
  return (
    <>
      <div class="figures">
        <Figure
          name="Today"
          value={dollars(spentToday.microUsd)}
          note={
            budget.inAll === null ? (
              'no limit in all'
            ) : (
              <>
                of {dollars(budget.inAll)}
                <Meter part={spentToday.microUsd} whole={budget.inAll} label="Of the day's budget" />
              </>
            )
          }
        />
        <Figure
          name="Dearest person today"
          value={dollars(dearestPerson)}
          note={
            budget.perPerson === null ? (
              'no limit per person'
            ) : (
              <>
                of {dollars(budget.perPerson)}
                <Meter part={dearestPerson} whole={budget.perPerson} label="Of a person's budget" />
              </>
            )
          }
        />
        <Figure name={`In ${days} days`} value={dollars(all)} note={`${dollars(all / days)} a day`} />
        <Figure name="Read from the cache" value={share(fromCache, input)} note="of the input tokens" />
      </div>
      <Card title="By day">
        <DayPlot days={report.days} />
        <Table
          caption="Cost by day"
          rows={report.days}
          keyOf={({ day }) => day}
          empty=""
          columns={[{ head: 'Day (UTC)', cell: ({ day }) => day }, ...sums]}
        />
      </Card>
      <Card title="By role and model">
        <Table
          caption="Cost by role and model"
          rows={report.models}
          keyOf={({ role, model }) => `${role} ${model}`}
          empty=""
          columns={[
            { head: 'Role', cell: ({ role }) => role },
            { head: 'Model', cell: ({ model }) => model, isWide: true },
            ...sums,
          ]}
        />
        <p class="note">
          {unpriced.length === 0
            ? ''
            : `No price is known for ${[...new Set(unpriced)].join(', ')}: set models.prices. `}
          Prices as of {report.pricesAsOf}.
        </p>
      </Card>
      <Card
        title="By person"
        aside={<span class="quiet">the dearest {counted(people.length, 'person', 'people')}</span>}
      >
        <Table
          caption="Cost by person"
          rows={people}
          keyOf={({ conversation }) => conversation}
          empty="Nothing was spent on anybody."
          columns={[
            {
              head: 'Person',
              isWide: true,
              cell: ({ conversation, name }) => (
                <a href={to(['chats', conversation])}>
                  <Foreign>{called(name, null, conversation)}</Foreign>
                </a>
              ),
            },
            ...sums,
          ]}
        />
      </Card>
    </>
  );
}
