import { readTurnLines, type TurnLine } from '../../app/views/turn-lines.js';
import type { AccountId } from '../../core/ids.js';
import { systemClock } from '../../lib/system-clock.js';
import type { TurnOutcome } from '../../store/schema.js';
import { findAccount } from '../account/find-account.js';
import { findChat } from '../chat/find-chat.js';
import { noteAccess } from '../../app/orders/access-log.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { withReader } from '../frame/with-reader.js';
import { listing, type Column } from '../terminal/listing.js';
import { toAge } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { screenColumns } from '../terminal/screen.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { describeTurn, resolveTurn } from './turn-show.js';

export interface TurnShowOptions extends SettingsOptions {
  readonly json?: boolean;
}

export interface TurnListOptions extends TurnShowOptions {
  readonly limit: number;
  readonly chat?: string;
  readonly account?: string;
  readonly outcome?: TurnOutcome;
}

/** `kindred turn show <id>`: one turn explained from what came in to what went out. */
export async function turnShow(
  surroundings: Surroundings,
  prefix: string,
  options: TurnShowOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  await withReader(config, async (read) => {
    const turn = await resolveTurn(read, prefix);
    noteAccess(
      surroundings,
      config,
      { command: 'turn show', conversation: turn.conversation },
      systemClock().now(),
    );
    if (options.json) printJson(surroundings, turn);
    else for (const line of describeTurn(turn)) print(surroundings, line);
  });
}

/** `kindred turn list`: the latest turns, newest first. */
export async function turnList(surroundings: Surroundings, options: TurnListOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const { limit, outcome, chat: words } = options;
  const account: AccountId | undefined =
    options.account === undefined ? undefined : findAccount(config.accounts, options.account).id;
  const views = await withReader(config, async (read): Promise<readonly TurnLine[]> => {
    const conversation = words === undefined ? undefined : (await findChat(read, words)).conversation;
    return readTurnLines(read, {
      limit,
      ...(conversation === undefined ? {} : { conversation }),
      ...(account === undefined ? {} : { account }),
      ...(outcome === undefined ? {} : { outcome }),
    });
  });
  if (options.json) {
    const turns = views.map((view) => ({ ...view, startedAt: new Date(view.startedAt).toISOString() }));
    printJson(surroundings, { turns });
    return;
  }
  if (views.length === 0) {
    print(surroundings, 'There is no such turn yet.');
    return;
  }
  const now = systemClock().now();
  const columns: readonly Column<TurnLine>[] = [
    { name: 'turn', cell: ({ turn }) => turn },
    { name: 'name', cell: ({ name }) => plain(name ?? '') || '-', most: 24 },
    {
      name: 'outcome',
      cell: ({ outcome: came, reason }) => came + (reason === null ? '' : ` (${reason})`),
    },
    { name: 'started', cell: ({ startedAt }) => toAge(startedAt, now) },
    { name: 'took', cell: ({ tookMs }) => inSeconds(tookMs), spare: 1 },
    { name: 'cause', cell: ({ cause }) => cause, spare: 2 },
    { name: 'chat', cell: ({ conversation }) => conversation, spare: 3 },
  ];
  for (const line of listing(views, columns, screenColumns(surroundings))) print(surroundings, line);
}

function inSeconds(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
