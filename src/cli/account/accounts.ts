import { systemClock } from '../../lib/system-clock.js';
import { readAccountViews, type AccountView } from '../../app/views/account-views.js';
import { clockLine } from './clock-line.js';
import { elsewhereCell } from './elsewhere.js';
import { toAge } from '../terminal/moment.js';
import { modelLines } from '../frame/model-lines.js';
import { askStatus } from '../../app/views/running.js';
import { runningLine } from '../frame/running-line.js';
import { withReaderOrNone } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { listing, type Column } from '../terminal/listing.js';
import { screenColumns } from '../terminal/screen.js';

export interface AccountsOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred accounts`: every account with its state, since when, and what to do next. Asks nobody but the store. */
export async function accounts(surroundings: Surroundings, options: AccountsOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const now = systemClock().now();
  const views = await withReaderOrNone(config, (read) =>
    readAccountViews(config, config.accounts, read, now),
  );
  const running = await askStatus(config.data);
  if (options.json) {
    printJson(surroundings, { running, accounts: views });
    return;
  }
  if (views.length === 0) {
    print(surroundings, 'No accounts yet: copy accounts/example.yaml.sample to accounts/<name>.yaml.');
    return;
  }
  const columns: readonly Column<AccountView>[] = [
    { name: 'account', cell: ({ account }) => account },
    { name: 'state', cell: ({ state }) => state },
    { name: 'since', cell: ({ since }) => toAge(since, now) },
    { name: 'next', cell: ({ next }) => next },
    { name: 'today', cell: today, spare: 1 },
    { name: 'character', cell: ({ character }) => character, spare: 2 },
    { name: 'standing', cell: ({ standing }) => standing, spare: 3 },
    { name: 'connection', cell: ({ connection }) => connection.state, spare: 4 },
    { name: 'chats', cell: ({ conversations }) => String(conversations), spare: 5 },
    {
      name: 'elsewhere',
      cell: ({ sessionsElsewhere, unknownSessions }) => elsewhereCell(sessionsElsewhere, unknownSessions),
      spare: 6,
    },
  ];
  for (const line of listing(views, columns, screenColumns(surroundings))) print(surroundings, line);
  print(surroundings);
  const clock = clockLine(views.map(({ connection }) => connection.reason));
  if (clock !== null) print(surroundings, clock);
  print(surroundings, runningLine(running));
  if (running === null || 'trouble' in running) return;
  for (const line of modelLines(running.models)) print(surroundings, line);
}

function today({ receivedToday, sentToday, usage, bubbles }: AccountView): string {
  const day = usage.find((cap) => cap.windowMs === 86_400_000);
  const sent = day === undefined ? `${sentToday} out` : `${day.used} of ${day.most} out`;
  return `${receivedToday} in, ${sent}${bubbles.held === 0 ? '' : `, ${bubbles.held} held`}`;
}
