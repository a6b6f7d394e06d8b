import { defineConfig } from 'vitest/config';

/** `npm run test:page`: the page in a real browser. Not a part of `npm test`, which needs none. */
export default defineConfig({
  test: {
    include: ['test/page/*.page.ts'],
    globalSetup: ['test/support/build-once.ts'],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
    // A browser on a busy machine loses a key or a frame now and then; what is broken fails three times.
    retry: 2,
  },
});
