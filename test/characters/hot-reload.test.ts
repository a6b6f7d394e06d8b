import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { peerId } from '../../src/core/ids.js';
import { formatProblem } from '../../src/config/problem.js';
import { CharacterShelf } from '../../src/character/shelf.js';
import { ManualClock } from '../support/manual-clock.js';
import { runtimeHarness } from '../support/runtime.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const text = (summary: string): string => `schema: 1
name: Tess
languages: [en]
identity:
  summary: ${summary}
voice:
  style: Short sentences.
`;

/** A folder with one character, a shelf over it, and what the shelf reported. */
function openShelf(clock: ManualClock, folder: string) {
  const reports: string[] = [];
  const shelf = new CharacterShelf({
    folder,
    names: ['tess'],
    clock,
    report: {
      changed: ({ identity }) => reports.push(`live: ${identity.summary}`),
      broken: (_id, problems) => reports.push(...problems.map(formatProblem)),
    },
  });
  onTestFinished(() => shelf.close());
  /** The file system says that something changed when it pleases; our own waits are over at once. */
  const until = (expected: string): Promise<void> =>
    vi.waitFor(
      async () => {
        await clock.advance(200);
        expect(reports.at(-1) ?? '').toContain(expected);
      },
      { timeout: 10_000 },
    );
  return { shelf, reports, until };
}

it('the next turn speaks with an edited file, and with the last good version of a broken one', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'tess.yaml');
  writeFileSync(file, text('keeps bees'));
  let shelf: ReturnType<typeof openShelf> | undefined;
  const { channel, model, rest } = await runtimeHarness({
    characters: (clock) => (shelf = openShelf(clock, folder)).shelf,
  });
  const said = async (): Promise<string> => {
    model.enqueue('hm.');
    await channel.personSays(peerId('7'), 'hello');
    await rest();
    return model.asked.at(-1)?.system[0]?.text ?? '';
  };
  expect(await said()).toContain('keeps bees');

  writeFileSync(file, text('keeps wasps'));
  await shelf?.until('live: keeps wasps');
  expect(await said()).toContain('keeps wasps');

  writeFileSync(file, `${text('keeps hornets')}rules: [\n`);
  await shelf?.until('characters/tess.yaml:9: expected valid YAML');
  expect(await said()).toContain('keeps wasps');

  writeFileSync(file, text('keeps hornets'));
  await shelf?.until('live: keeps hornets');
  expect(await said()).toContain('keeps hornets');
});

it('a file put in place by renaming, and a part that is new, are noticed too', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'tess'));
  writeFileSync(join(folder, 'tess', 'character.yaml'), text('keeps bees'));
  const { shelf, until } = openShelf(new ManualClock(), folder);
  shelf.open();
  writeFileSync(join(folder, 'tess', '.new'), text('keeps wasps'));
  renameSync(join(folder, 'tess', '.new'), join(folder, 'tess', 'character.yaml'));
  await until('live: keeps wasps');
  mkdirSync(join(folder, 'tess', 'modules'));
  await until('live: keeps wasps');
  writeFileSync(join(folder, 'tess', 'modules', 'night.yaml'), 'name: night\nregister: tender\ntext: x\n');
  await until('modules/night.yaml:2: modules[0].register: expected one of');
});

it('looks by itself where a file system reports nothing, and says a mistake once', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'tess.yaml');
  writeFileSync(file, text('keeps bees'));
  const clock = new ManualClock();
  const { shelf, reports } = openShelf(clock, folder);
  writeFileSync(file, 'schema: 2\n');
  shelf.look();
  shelf.look();
  expect(reports.filter((line) => line.includes('schema'))).toHaveLength(1);
  shelf.open();
  writeFileSync(file, text('keeps wasps'));
  await clock.advance(30_000);
  expect(reports.at(-1)).toBe('live: keeps wasps');
  shelf.close();
  expect(clock.pending).toBe(0);
});
