import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/support/build-once.ts'],
    // Some tests start processes; a loaded machine takes its time for each. No test waits this long when it is well.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most of the time is waiting for processes and answers: one worker per core, where the default leaves one free.
    maxWorkers: '100%',
    unstubEnvs: true,
  },
});
