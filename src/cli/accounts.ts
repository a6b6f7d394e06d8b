import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountConfig, Config } from '../config/config.js';
import { systemClock } from '../lib/system-clock.js';
import { readAccounts, readTraffic, type AccountRow } from '../store/account-store.js';
import { openForReading } from '../store/database.js';
import { SealedFiles } from '../vault/sealed-files.js';
import { loadSettings, type SettingsOptions } from './settings.js';
import { print, printJson, type Surroundings } from './surroundings.js';
import { table } from './table.js';

export interface AccountsOptions extends SettingsOptions {
  readonly json?: boolean;
}

interface AccountView {
  readonly account: string;
  readonly label: string;
  readonly character: string;
  readonly role: string;
  readonly signedIn: boolean;
  readonly state: string;
  readonly reason: string | null;
  readonly since: string | null;
  readonly conversations: number;
  readonly receivedToday: number;
  readonly sentToday: number;
}

/** `kindred accounts`: what is configured, who is signed in, and how each account was doing when last seen. */
export async function accounts(surroundings: Surroundings, options: AccountsOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const views = await readViews(config);
  if (options.json) {
    printJson(surroundings, { accounts: views });
    return;
  }
  if (views.length === 0) {
    print(surroundings, 'No accounts yet: copy accounts/example.yaml.sample to accounts/<name>.yaml.');
    return;
  }
  const rows = views.map((view) => [
    view.account,
    view.character,
    view.role,
    view.state + (view.reason === null ? '' : ` (${view.reason})`),
    view.since ?? '-',
    String(view.conversations),
    `${view.receivedToday} in, ${view.sentToday} out`,
  ]);
  const head = ['account', 'character', 'role', 'state', 'since', 'chats', 'today'];
  for (const line of table(head, rows)) print(surroundings, line);
}

async function readViews(config: Config): Promise<readonly AccountView[]> {
  const sessions = new SealedFiles(config.data);
  const file = join(config.data, 'kindred.db');
  const database = existsSync(file) ? openForReading(file) : null;
  try {
    const known = new Map(
      database === null ? [] : (await readAccounts(database.read)).map((row) => [row.account, row]),
    );
    const now = systemClock().now();
    const today = now - (now % 86_400_000);
    return await Promise.all(
      config.accounts.map(async (account) => {
        const traffic =
          database === null
            ? { conversations: 0, received: 0, sent: 0 }
            : await readTraffic(database.read, account.id, today);
        return view(account, known.get(account.id), sessions.has(account.id), traffic);
      }),
    );
  } finally {
    await database?.close();
  }
}

function view(
  account: AccountConfig,
  row: AccountRow | undefined,
  signedIn: boolean,
  traffic: { readonly conversations: number; readonly received: number; readonly sent: number },
): AccountView {
  return {
    account: account.id,
    label: account.label,
    character: account.character,
    role: account.role,
    signedIn,
    state: signedIn ? (row?.connection ?? 'never') : 'signed-out',
    reason: row?.connectionReason ?? null,
    since: row?.connectionSince == null ? null : new Date(row.connectionSince).toISOString(),
    conversations: traffic.conversations,
    receivedToday: traffic.received,
    sentToday: traffic.sent,
  };
}
