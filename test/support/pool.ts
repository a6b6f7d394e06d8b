import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { IntroductionPace } from '../../src/account/introduction-pace.js';
import { Runtime } from '../../src/app/composition/runtime.js';
import type { OpenedAccount } from '../../src/app/composition/runtime-parts.js';
import { FakeChannel } from '../../src/channel/fake.js';
import { accountId, characterId, conversationId, peerId } from '../../src/core/ids.js';
import type { ConversationId, PeerId } from '../../src/core/ids.js';
import { createAskRole } from '../../src/model/ask.js';
import { buildRoleTable } from '../../src/model/roles.js';
import { scriptedProvider, type ScriptedProvider } from '../../src/model/scripted.js';
import { openDatabase, type Database } from '../../src/store/engine/database.js';
import { aCharacter } from './characters.js';
import { ManualClock, settle } from './manual-clock.js';
import { collect, countingIds, evenChance } from './runtime.js';
import { runtimeLimits, turnSettings } from './settings.js';
import { temporaryFolder } from './temporary-folder.js';

export const main = accountId('main');
export const spare = accountId('spare');
export const other = accountId('other');
export const person = (number: number): PeerId => peerId(String(100 + number));
export const talkWith = (number: number): ConversationId => conversationId(`tess/telegram:${100 + number}`);

export interface PoolHarness {
  readonly clock: ManualClock;
  readonly model: ScriptedProvider;
  readonly database: Database;
  readonly reports: string[];
  readonly runtime: Runtime;
  /** What came of each account at the start. */
  readonly opened: readonly OpenedAccount[];
  /** `main` serves tess, `spare` stands by for her, `other` belongs to somebody else. */
  readonly main: FakeChannel;
  readonly spare: FakeChannel;
  readonly other: FakeChannel;
  rest(): Promise<void>;
  /** A new run over the same store, with new channels to the same chats. */
  restart(): Promise<PoolHarness>;
}

export interface PoolOptions {
  readonly pace?: IntroductionPace;
  readonly askAfter?: number | null;
  readonly run?: string;
  readonly isGone?: (run: string) => boolean;
  readonly database?: Database;
  readonly clock?: ManualClock;
  readonly channels?: {
    readonly main: FakeChannel;
    readonly spare: FakeChannel;
    readonly other: FakeChannel;
  };
}

/** Three accounts of two characters in one runtime, with channels in memory, real SQLite and time that a test moves. */
export async function poolHarness(options: PoolOptions = {}): Promise<PoolHarness> {
  const clock = options.clock ?? new ManualClock();
  const channels = options.channels ?? newChannels(clock);
  const model = scriptedProvider({
    otherwise: ({ messages }) => `i hear you: ${lastLine(messages.at(-1)?.text)}.`,
  });
  const database = options.database ?? openDatabase(join(temporaryFolder(), 'kindred.db'));
  const reports: string[] = [];
  const tess = aCharacter({ id: characterId('tess') });
  const anton = aCharacter({ id: characterId('anton'), name: 'Anton' });
  const run = options.run ?? 'run-1';
  const runtime = new Runtime({
    database,
    clock,
    chance: evenChance,
    ids: countingIds(run),
    ask: createAskRole({
      roles: buildRoleTable({ 'voice.everyday': [{ provider: model.name, model: 'test' }] }, [model]),
      clock,
      chance: evenChance,
    }),
    accounts: [
      { account: main, character: tess.id, channel: channels.main, caps: [] },
      { account: spare, character: tess.id, channel: channels.spare, role: 'standby', caps: [] },
      { account: other, character: anton.id, channel: channels.other, caps: [] },
    ],
    signedOut: [{ account: accountId('asleep'), character: tess.id, role: 'standby', isSignedIn: false }],
    characters: new Map([
      [tess.id, tess],
      [anton.id, anton],
    ]),
    settings: { ...turnSettings, askBackupContactAfter: options.askAfter ?? null },
    limits: runtimeLimits,
    ...(options.pace === undefined ? {} : { introductionPace: options.pace }),
    ...(options.isGone === undefined ? {} : { isGone: options.isGone }),
    run,
    report: collect(reports),
  });
  const stop = async (): Promise<void> => {
    const stopped = runtime.stop();
    await clock.advance(20_000);
    await stopped;
  };
  const state = { isOver: false };
  onTestFinished(async () => {
    if (!state.isOver) await stop();
    if (options.database === undefined) await database.close();
  });
  const opened = await runtime.start();
  const rest = async (): Promise<void> => {
    for (let round = 0; round < 40; round += 1) await settle();
  };
  await rest();
  const restart = async (): Promise<PoolHarness> => {
    state.isOver = true;
    await stop();
    const next = {
      main: channels.main.again(),
      spare: channels.spare.again(),
      other: channels.other.again(),
    };
    return poolHarness({ ...options, database, clock, channels: next, run: `${run}-again` });
  };
  return { clock, model, database, reports, runtime, opened, ...channels, rest, restart };
}

function newChannels(clock: ManualClock) {
  const channel = (peer: string, name: string, username: string): FakeChannel =>
    new FakeChannel(clock, { peer: peerId(peer), name, username });
  return {
    main: channel('1', 'Main', 'tess_main'),
    spare: channel('2', 'Spare', 'tess_spare'),
    other: channel('3', 'Other', 'anton_main'),
  };
}

function lastLine(text: string | undefined): string {
  return text?.split('\n').at(-1) ?? '';
}
