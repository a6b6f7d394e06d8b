import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RotationView } from '../../../account/rotations.js';
import type { AccountPageView, AccountsView } from '../../view/accounts.js';
import { AskFirst } from '../frame/ask-first.js';
import { moodOf } from '../frame/moods.js';
import { Badge, Card, Empty, Facts, Foreign, Meter, Shown, Table } from '../frame/parts.js';
import { to } from '../frame/route.js';
import { useOrder } from '../frame/use-order.js';
import { useView } from '../frame/use-view.js';
import { age, count, counted, moment, spaced } from '../frame/words.js';

export function Accounts(): JSX.Element {
  const looked = useView<AccountsView>('accounts', 1_000);
  return (
    <>
      <h1>Accounts</h1>
      <Shown looked={looked}>
        {({ accounts, now }) => (
          <section class="card" aria-label="Accounts">
            <Table
              caption="Accounts"
              rows={accounts}
              keyOf={({ account }) => account}
              empty="No accounts yet: copy accounts/example.yaml.sample to accounts/<name>.yaml, then run kindred login <name>."
              columns={[
                { head: 'Account', cell: ({ account }) => <a href={to(['accounts', account])}>{account}</a> },
                { head: 'State', cell: ({ state }) => <Badge mood={moodOf(state)}>{spaced(state)}</Badge> },
                { head: 'Since', cell: ({ since }) => age(since, now) },
                { head: 'What it means', isWide: true, spare: 1, cell: ({ means }) => means ?? '–' },
                { head: 'Next', cell: ({ next }) => (next === '-' ? '–' : spaced(next)) },
                { head: 'Standing', cell: ({ standing }) => standing, spare: 1 },
                { head: 'Character', cell: ({ character }) => character, spare: 2 },
                { head: 'Chats', isNumber: true, cell: ({ conversations }) => count(conversations) },
                { head: 'In', isNumber: true, cell: ({ receivedToday }) => count(receivedToday), spare: 2 },
                { head: 'Out', isNumber: true, cell: ({ sentToday }) => count(sentToday), spare: 2 },
              ]}
            />
          </section>
        )}
      </Shown>
    </>
  );
}

export function AccountPage({ id }: { id: string }): JSX.Element {
  const path = `accounts/${encodeURIComponent(id)}`;
  const looked = useView<AccountPageView>(path, 1_000);
  return (
    <>
      <p class="back">
        <a href={to(['accounts'])}>Accounts</a>
      </p>
      <Shown looked={looked}>
        {(account) => <AccountBody account={account} path={path} onDone={looked.reload} />}
      </Shown>
    </>
  );
}

const windows: Readonly<Record<number, string>> = {
  60_000: 'a minute',
  3_600_000: 'an hour',
  86_400_000: 'a day',
};

function AccountBody({
  account,
  path,
  onDone,
}: {
  account: AccountPageView;
  path: string;
  onDone: () => void;
}): JSX.Element {
  const { now, connection, proxy } = account;
  const { isBusy, mayChange, order } = useOrder();
  const isOff = isBusy || !mayChange;
  return (
    <>
      <h1>{account.account}</h1>
      <p class="under">
        <Badge mood={moodOf(account.state)}>{spaced(account.state)}</Badge>
        <span>{account.standing}</span>
        <span>{account.character}</span>
        {account.since === null ? null : <span>since {moment(account.since)}</span>}
        {account.evidence === null ? null : <span>evidence: {account.evidence}</span>}
      </p>
      {account.means === null ? null : (
        <p class="note">
          {account.means} {account.todo} {account.appealUrl === null ? '' : `Appeal at ${account.appealUrl}`}
        </p>
      )}
      <div class="orders" role="group" aria-label="Orders for this account">
        {account.state === 'peer-limited' ? (
          <button
            type="button"
            disabled={isOff}
            onClick={() => order(`${path}/limit-over`, {}, 'Noted: the limit is over.', onDone)}
          >
            The limit is over
          </button>
        ) : null}
        {account.unknownSessions === 0 ? null : (
          <AskFirst
            label={`Accept ${counted(account.unknownSessions, 'unknown device')}`}
            question="Only accept devices you signed in yourself. End the others in an official app."
            yes="I know them all"
            onYes={() =>
              order<{ accepted: number }>(
                `${path}/accept-sessions`,
                {},
                ({ accepted }) => `Accepted: ${accepted}.`,
                onDone,
              )
            }
          />
        )}
        <Rotation account={account} path={path} onDone={onDone} />
      </div>
      <div class="split even">
        <Card title="Today">
          <Facts
            facts={[
              ['Chats', count(account.conversations)],
              ['Received', count(account.receivedToday)],
              ['Sent', count(account.sentToday)],
              ['To be sent', count(account.bubbles.open)],
              ['Held back', count(account.bubbles.held)],
              ...account.usage.map(
                ({ windowMs, used, most }) =>
                  [
                    `Cap of ${windows[windowMs] ?? '?'}`,
                    <>
                      {count(used)} of {count(most)}
                      <Meter part={used} whole={most} label={`Of the cap of ${windows[windowMs] ?? '?'}`} />
                    </>,
                  ] as const,
              ),
            ]}
          />
        </Card>
        <Card title="How it is connected">
          <Facts
            facts={[
              [
                'Connection',
                `${connection.state}${connection.reason === null ? '' : ` (${connection.reason})`}`,
              ],
              ['Since', moment(connection.since)],
              ['Checked', age(account.checkedAt, now)],
              ['Device', account.device],
              ['Proxy', proxy === null ? 'none' : `${proxy.type} ${proxy.host}:${proxy.port}`],
              ['Signed in', account.signedIn ? 'yes' : 'no'],
            ]}
          />
        </Card>
      </div>
      <Card title="Health over time">
        <Table
          caption="Changes of its health, newest first"
          rows={account.history.map((change, row) => ({ ...change, row }))}
          keyOf={({ row }) => row}
          empty="Nothing changed yet."
          columns={[
            { head: 'When', cell: ({ at }) => moment(at) },
            { head: 'Was', cell: ({ was }) => (was === null ? 'new' : spaced(was)), spare: 1 },
            { head: 'Became', cell: ({ became }) => <Badge mood={moodOf(became)}>{spaced(became)}</Badge> },
            { head: 'Evidence', cell: ({ evidence }) => evidence, isWide: true },
          ]}
        />
      </Card>
      <Card title="Signed in on">
        <Table
          caption="Devices it is signed in on"
          rows={account.sessions.map((session, row) => ({ ...session, row }))}
          keyOf={({ row }) => row}
          empty="Nobody looked yet."
          columns={[
            {
              head: 'Known',
              cell: ({ isOurs, acceptedAt }) => (
                <Badge mood={isOurs ? 'good' : acceptedAt === null ? 'bad' : 'calm'}>
                  {isOurs ? 'this one' : acceptedAt === null ? 'unknown' : 'accepted'}
                </Badge>
              ),
            },
            {
              head: 'Device',
              isWide: true,
              cell: ({ device, app }) => <Foreign>{`${device}, ${app}`}</Foreign>,
            },
            { head: 'Place', cell: ({ place }) => <Foreign>{place === '' ? '–' : place}</Foreign>, spare: 1 },
            { head: 'Used', cell: ({ activeAt }) => age(activeAt, now) },
          ]}
        />
      </Card>
      <Card title="Rotations">
        <Table
          caption="Rotations from and to it, newest first"
          rows={account.rotations.map((rotation, row) => ({ ...rotation, row }))}
          keyOf={({ row }) => row}
          empty="Its people were never moved."
          columns={[
            { head: 'When', cell: ({ at }) => moment(at) },
            { head: 'From', cell: ({ from }) => from },
            { head: 'To', cell: ({ to: target }) => target },
            { head: 'Cause', cell: ({ cause, reason }) => `${cause} (${spaced(reason)})`, isWide: true },
            { head: 'Chats', isNumber: true, cell: ({ conversations }) => count(conversations) },
            { head: 'Held', isNumber: true, cell: ({ held }) => count(held), spare: 1 },
          ]}
        />
      </Card>
    </>
  );
}

/** What a rotation would do, before it does it. */
function Rotation({
  account,
  path,
  onDone,
}: {
  account: AccountPageView;
  path: string;
  onDone: () => void;
}): JSX.Element | null {
  const { isBusy, mayChange, order } = useOrder();
  const [view, setView] = useState<RotationView | null>(null);
  if (account.standbys.length === 0) {
    return (
      <span class="quiet">No standby: another account of the same character could take its people.</span>
    );
  }
  const isOff = isBusy || !mayChange;
  const look = (): void => {
    order<RotationView>(
      `${path}/rotate`,
      { dryRun: true },
      'Nothing was changed: this is what would follow.',
      setView,
    );
  };
  return (
    <>
      <button type="button" disabled={isOff} onClick={look}>
        What would a rotation do?
      </button>
      {view === null ? null : (
        <div class="rotation">
          {view.done ? (
            <Empty>
              {view.to} serves in the place of {view.from} now.
            </Empty>
          ) : (
            <>
              <Facts
                facts={[
                  ['Would serve', view.to],
                  ['Chats that move', count(view.scope.conversations)],
                  ['Answered at once', count(view.scope.reachable)],
                  ['Introduced by and by', count(view.scope.agreed)],
                  ['Agreed, but out of reach', count(view.scope.unreachable)],
                  ['Messages held, surely not sent', count(view.scope.held)],
                  ['Messages held, perhaps sent', count(view.scope.inDoubt)],
                ]}
              />
              <AskFirst
                label="Rotate"
                kind="danger"
                question={`${view.to} will serve the people of ${view.from} from now on. Those it cannot reach have to write first.`}
                yes={`Move them to ${view.to}`}
                onYes={() =>
                  order<RotationView>(
                    `${path}/rotate`,
                    { dryRun: false, to: view.to },
                    'Rotated.',
                    (done) => {
                      setView(done);
                      onDone();
                    },
                  )
                }
              />
            </>
          )}
        </div>
      )}
    </>
  );
}
