import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { systemdNotify } from '../../lib/service-manager.js';
import { Service } from './service.js';

it('tells that it is ready, gives a sign of life twice in the time, and tells that it stops', async () => {
  const clock = new ManualClock();
  const told: string[] = [];
  const manager = {
    tell: async (...messages: readonly string[]) => {
      told.push(messages.join(' '));
      return null;
    },
  };
  const service = new Service({ manager, clock, watchdogMs: 60_000, onError: () => undefined });
  let live: readonly string[] = [];
  await service.ready(() => ({ live, ready: live }));
  await clock.advance(45_000);
  live = ['store-full'];
  await clock.advance(30_000);
  await service.stopping();
  await clock.advance(120_000);
  expect(told).toEqual([
    'READY=1 STATUS=serving',
    'WATCHDOG=1 STATUS=serving',
    'WATCHDOG=1 STATUS=store-full',
    'STOPPING=1',
  ]);
});

it('speaks through a program of its own, and says once when there is none', async () => {
  const said = join(temporaryFolder(), 'said');
  const command = join(temporaryFolder(), 'systemd-notify');
  writeFileSync(command, `#!/bin/sh\nprintf '%s\\n' "$@" >> '${said}'\n`);
  chmodSync(command, 0o700);
  expect(await systemdNotify(command).tell('READY=1', 'STATUS=serving')).toBeNull();
  expect(readFileSync(said, 'utf8')).toBe('READY=1\nSTATUS=serving\n');

  const errors: Error[] = [];
  const missing = systemdNotify(join(temporaryFolder(), 'none'));
  const service = new Service({
    ...{ manager: missing, clock: new ManualClock(), watchdogMs: null },
    onError: (cause) => errors.push(cause),
  });
  await service.ready(() => ({ live: [], ready: [] }));
  await service.stopping();
  expect(errors).toHaveLength(1);
});
