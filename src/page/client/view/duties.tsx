import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DutiesView } from '../../view/duties.js';
import { Card, Empty, Facts, Shown, Table } from '../frame/parts.js';
import { useView } from '../frame/use-view.js';
import { count, spaced } from '../frame/words.js';

export function Duties(): JSX.Element {
  const [region, setRegion] = useState('');
  const looked = useView<DutiesView>(region === '' ? 'duties' : `duties?region=${region}`, 5_000);
  return (
    <>
      <h1>Duties</h1>
      <Shown looked={looked}>
        {(report) => (
          <>
            <div class="filters">
              <label>
                Region
                <select
                  value={region === '' ? report.profile.name : region}
                  onChange={(event) => setRegion(event.currentTarget.value)}
                >
                  {report.regions.map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <Card
              title={`Counts of ${report.year}`}
              aside={<span class="quiet">without saying to whom</span>}
            >
              <Table
                caption={`What happened in ${report.year}`}
                rows={report.counts.map((one, row) => ({ ...one, row }))}
                keyOf={({ row }) => row}
                empty="Nothing was counted this year: no danger, no stop, no question whether it is a machine."
                columns={[
                  { head: 'Kind', cell: ({ kind }) => spaced(kind) },
                  { head: 'Tier', cell: ({ tier }) => (tier === '' ? '–' : tier) },
                  { head: 'Language', cell: ({ language }) => (language === '' ? '–' : language), spare: 1 },
                  {
                    head: 'Outcome',
                    cell: ({ outcome }) => (outcome === '' ? '–' : spaced(outcome)),
                    isWide: true,
                  },
                  { head: 'Times', isNumber: true, cell: ({ count: times }) => count(times) },
                ]}
              />
              <p class="note">Locked for their age: {count(report.locked.length)}.</p>
            </Card>
            <Card
              title="What a public page needs"
              aside={
                <span class="quiet">
                  {report.profile.name}, as of {report.profile.asOf}
                </span>
              }
            >
              <ul class="plain-list">
                {report.profile.duties.map((duty) => (
                  <li key={duty}>{duty}</li>
                ))}
                {report.profile.points.map(({ says, source, from }) => (
                  <li key={says}>
                    {says}{' '}
                    <span class="quiet">
                      ({source}; from {from})
                    </span>
                  </li>
                ))}
              </ul>
              <Facts
                facts={[
                  ['Detection', report.protocol.detection],
                  ['Wording', report.protocol.wording],
                  ['Disclosure', report.protocol.disclosure],
                  ['Reminder that this is an AI', `every ${report.profile.reminderHours} h of talk`],
                  [
                    'Memory',
                    report.profile.asksForMemory ? 'only after a yes' : 'on, with notice, until taken back',
                  ],
                ]}
              />
              <h3>The answer in danger (English, United States)</h3>
              <pre tabIndex={0}>{report.protocol.answer}</pre>
            </Card>
            <Card title="Help lines">
              {report.outdatedHotlines.length === 0 ? null : (
                <p class="trouble">Compared too long ago: {report.outdatedHotlines.join(', ')}</p>
              )}
              <Table
                caption="Help lines by country"
                rows={report.hotlines}
                keyOf={({ country }) => country}
                empty={<Empty>There is none.</Empty>}
                columns={[
                  { head: 'Country', cell: ({ country }) => country },
                  { head: 'Emergency', cell: ({ emergency }) => emergency },
                  {
                    head: 'Lines',
                    isWide: true,
                    cell: ({ lines }) =>
                      lines.map(({ name, contact, hours }) => `${name}: ${contact} (${hours})`).join('; '),
                  },
                  { head: 'Compared', cell: ({ verifiedOn }) => verifiedOn, spare: 1 },
                ]}
              />
            </Card>
          </>
        )}
      </Shown>
    </>
  );
}
