import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { pageLife } from '../../../test/page/page-life.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openDatabase } from '../../store/engine/database.js';
import { gateFigures, gateScope } from './gate-findings.js';

const now = Date.parse('2026-03-02T12:00:00Z');

it('counts the newest turns of all chats where there are more than it looks at, and says so', async () => {
  const folder = temporaryFolder();
  await pageLife(folder, 6, now);
  const database = openDatabase(join(folder, 'data', 'kindred.db'));
  onTestFinished(() => database.close());
  const scope = gateScope({ days: 7 }, now);
  const all = await gateFigures(database.read, scope);
  expect(all.isWhole).toBe(true);
  const newest = await gateFigures(database.read, scope, 5);
  expect([newest.isWhole, newest.replies.turns]).toEqual([false, 5]);
  const times = (of: typeof all): readonly number[] => of.findings.map(({ at }) => at).sort((a, b) => b - a);
  expect(times(all).slice(0, times(newest).length)).toEqual(times(newest));
  expect((await gateFigures(database.read, { ...scope, character: 'mira' })).replies).toEqual(all.replies);
  await expect(gateFigures(database.read, { ...scope, character: 'mirra' })).rejects.toThrow('mirra');
});
