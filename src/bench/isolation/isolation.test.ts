import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { systemClock } from '../../lib/system-clock.js';
import { openDatabase } from '../../store/engine/database.js';
import { filesWith } from './isolation-canary.js';
import { canaryOf, LivesWriter, newLives } from './isolation-lives.js';
import { isolationBench } from './isolation.js';
import { dice } from '../../lib/dice.js';

it('keeps conversations apart through random lives, and leaves no byte of an erased one', async () => {
  const options = {
    operations: 400,
    seed: 7,
    backupEvery: 1,
    clock: systemClock(),
    progress: () => undefined,
  };
  const result = await isolationBench(options);
  expect(result).toMatchObject({ operations: 400, leaks: 0, leftovers: 0 });
  expect(result.looks).toBeGreaterThan(50);
  expect(result.erases).toBeGreaterThan(0);
});

it('leaves nothing in the unused middle of pages, where rows lay before they were spread over new ones', async () => {
  const file = join(temporaryFolder(), 'kindred.db');
  const database = openDatabase(file);
  onTestFinished(() => database.close());
  let now = 0;
  const writer = new LivesWriter({ database, chance: dice(3), now: () => (now += 60_000) });
  const lives = newLives(6);
  const inTurn = async (times: number, happening: 'say' | 'learn' | 'edit' | 'condense'): Promise<void> => {
    for (let turn = 0; turn < times; turn += 1) {
      for (const life of lives) await writer[happening](life);
    }
  };
  // Without writing the file anew one of the six leaves a copy of its words behind.
  await inTurn(100, 'say');
  await inTurn(50, 'learn');
  await inTurn(50, 'edit');
  await inTurn(7, 'condense');
  for (const life of lives) {
    const gone = canaryOf(life);
    await writer.erase(life);
    const files = [file, `${file}-wal`, `${file}-shm`].filter((path) => existsSync(path));
    expect(filesWith(files, [gone])).toEqual([]);
  }
});
