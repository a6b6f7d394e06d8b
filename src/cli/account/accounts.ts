import { systemClock } from '../../lib/system-clock.js';
import { readAccountViews, withReader, type AccountView } from './account-views.js';
import { elsewhereCell } from './elsewhere.js';
import { toMinute } from '../terminal/moment.js';
import { askStatus, runningLine } from '../frame/running-line.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { table } from '../terminal/table.js';

export interface AccountsOptions extends SettingsOptions {
  readonly json?: boolean;
}

/** `kindred accounts`: every account with its state, since when, and what to do next. Asks nobody but the store. */
export async function accounts(surroundings: Surroundings, options: AccountsOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const now = systemClock().now();
  const views = await withReader(config, (read) => readAccountViews(config, config.accounts, read, now));
  const running = await askStatus(config.data);
  if (options.json) {
    printJson(surroundings, { running, accounts: views });
    return;
  }
  if (views.length === 0) {
    print(surroundings, 'No accounts yet: copy accounts/example.yaml.sample to accounts/<name>.yaml.');
    return;
  }
  const head = [
    'account',
    'character',
    'standing',
    'state',
    'since (UTC)',
    'connection',
    'elsewhere',
    'chats',
    'today',
    'next',
  ];
  const rows = views.map((view) => [
    view.account,
    view.character,
    view.standing,
    view.state,
    toMinute(view.since),
    view.connection.state,
    elsewhereCell(view.sessionsElsewhere, view.unknownSessions),
    String(view.conversations),
    today(view),
    view.next,
  ]);
  for (const line of table(head, rows)) print(surroundings, line);
  print(surroundings);
  print(surroundings, runningLine(running));
}

function today({ receivedToday, sentToday, usage, bubbles }: AccountView): string {
  const day = usage.find((cap) => cap.windowMs === 86_400_000);
  const sent = day === undefined ? `${sentToday} out` : `${day.used} of ${day.most} out`;
  return `${receivedToday} in, ${sent}${bubbles.held === 0 ? '' : `, ${bubbles.held} held`}`;
}
