import { systemClock } from '../../lib/system-clock.js';
import { readAdmissions, type Admitted } from '../../store/conversation/admission-store.js';
import { withReader } from '../frame/with-reader.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { listing, type Column } from '../terminal/listing.js';
import { toAge } from '../terminal/moment.js';
import { plain } from '../terminal/plain.js';
import { screenColumns } from '../terminal/screen.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { waitWords } from './chat-words.js';

export interface PeopleOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly limit?: number;
}

/** `kindred people`: who waits to be let in, and who was let in or turned away. */
export async function people(surroundings: Surroundings, options: PeopleOptions): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const found = await withReader(config, (read) => readAdmissions(read, options.limit ?? 100));
  if (options.json) {
    printJson(surroundings, { people: found });
    return;
  }
  if (found.length === 0) {
    print(surroundings, 'Nobody waits to be let in, and nobody was turned away.');
    return;
  }
  const now = systemClock().now();
  const columns: readonly Column<Admitted>[] = [
    { name: 'name', cell: calledAs, most: 24 },
    { name: 'state', cell: (one) => stateWords(one) },
    { name: 'wrote', cell: ({ knockedAt }) => toAge(knockedAt, now) },
    { name: 'waiting', cell: ({ waiting }) => (waiting === 0 ? '-' : String(waiting)) },
    { name: 'through', cell: ({ account }) => account, spare: 2 },
    { name: 'chat', cell: ({ conversation }) => conversation, spare: 1 },
  ];
  for (const line of listing(found, columns, screenColumns(surroundings))) print(surroundings, line);
}

function calledAs({ name, username, peer }: Admitted): string {
  const called = plain(name ?? '');
  if (called !== '') return called;
  return username === null ? peer : `@${plain(username)}`;
}

function stateWords({ state, reason, by }: Admitted): string {
  if (state === 'waiting') return `waits: ${waitWords[reason]}`;
  const whose = by === 'rule' ? 'by the settings' : `by the ${by ?? 'operator'}`;
  return state === 'let-in' ? `let in ${whose}` : `turned away ${whose}`;
}
