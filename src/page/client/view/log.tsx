import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LogView } from '../../view/log.js';
import { Badge, Card, Shown, Table } from '../frame/parts.js';
import { to } from '../frame/route.js';
import { useView } from '../frame/use-view.js';
import { age, moment, spaced } from '../frame/words.js';

const kinds = ['', 'turn', 'health', 'rotation', 'writing-first'] as const;

export function Log(): JSX.Element {
  const looked = useView<LogView>('log', 1_000);
  const [kind, setKind] = useState<(typeof kinds)[number]>('');
  return (
    <>
      <h1>Log</h1>
      <Shown looked={looked}>
        {({ happenings, accesses, now }) => (
          <>
            <Card
              title="What happened"
              aside={
                <label>
                  <span class="unseen">Kind</span>
                  <select
                    value={kind}
                    onChange={(event) =>
                      setKind(kinds.find((one) => one === event.currentTarget.value) ?? '')
                    }
                  >
                    {kinds.map((one) => (
                      <option key={one} value={one}>
                        {one === '' ? 'everything' : spaced(one)}
                      </option>
                    ))}
                  </select>
                </label>
              }
            >
              <Table
                caption="What happened, newest first"
                rows={happenings
                  .filter((one) => kind === '' || one.kind === kind)
                  .map((one, row) => ({ ...one, row }))}
                keyOf={({ row, at }) => `${at}-${row}`}
                empty="Nothing happened yet."
                columns={[
                  { head: 'When', cell: ({ at }) => <span title={moment(at)}>{age(at, now)}</span> },
                  { head: 'Kind', cell: (one) => <Badge mood="calm">{spaced(one.kind)}</Badge> },
                  {
                    head: 'What',
                    isWide: true,
                    cell: ({ what, place }) => <a href={`#/${place}`}>{what}</a>,
                  },
                ]}
              />
            </Card>
            <Card
              title="Who looked and who changed"
              aside={<span class="quiet">access.log of the data folder</span>}
            >
              <Table
                caption="Looks at content and changes, newest first"
                rows={accesses.map((one, row) => ({ ...one, row }))}
                keyOf={({ row }) => row}
                empty="Nobody looked at what people wrote, and nobody changed anything from here."
                columns={[
                  { head: 'When', cell: ({ at }) => <span title={at}>{age(Date.parse(at), now)}</span> },
                  { head: 'What', cell: ({ command }) => command },
                  {
                    head: 'Where',
                    isWide: true,
                    cell: ({ conversation, account, character }) =>
                      conversation !== undefined ? (
                        <a href={to(['chats', conversation])}>{conversation}</a>
                      ) : (
                        (account ?? character ?? '–')
                      ),
                  },
                  { head: 'Sign-in', cell: ({ session, pid }) => session ?? `process ${pid}`, spare: 1 },
                ]}
              />
            </Card>
          </>
        )}
      </Shown>
    </>
  );
}
