import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that start programs before those that only call functions: what is left at the end is short. */
class ScenariosFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isScenario = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/');
    return [...sorted.filter(isScenario), ...sorted.filter((file) => !isScenario(file))];
  }
}

/** Campaigns of crashes and hours: a tenth of the whole suite's time, and commands of their own (`npm run test:crashes`). */
const campaigns = [
  'test/faults/slice.test.ts',
  'test/faults/bot-sends.test.ts',
  'test/scenario/deaf-hour.test.ts',
  'test/whatsapp/sends.test.ts',
];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(process.env['KINDRED_CRASHES'] === undefined ? campaigns : [])],
    globalSetup: ['test/support/build-once.ts'],
    // Some tests start processes; a loaded machine takes its time for each. No test waits this long when it is well.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Much of the time is waiting for processes and answers: three workers on two cores took 282 s where two took 352.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // No module keeps state (`npm run check:lint`), so the files of a worker share what it has loaded: loading the
    // program anew for each of them took a third of the processor time.
    isolate: false,
    sequence: { sequencer: ScenariosFirst },
    unstubEnvs: true,
  },
});
