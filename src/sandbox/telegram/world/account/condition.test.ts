import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../lib/sqlite.js';
import { systemClock } from '../../../../lib/system-clock.js';
import { conditionOf, setCondition, standingOf } from './condition.js';
import { makeContactToken, ownerOfToken } from './contact-tokens.js';
import { countCode } from './login-codes.js';
import { refusalToWrite } from '../may-write.js';
import { openWorld, type World } from '../world.js';

const DAY = 86_400_000;

describe('conditions of accounts', () => {
  let folder: string;
  let world: World;
  let now: number;
  let ann: number;
  let ben: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'world-'));
    now = Date.parse('2026-11-01T00:00:00Z');
    world = open();
    ann = world.users.create({ firstName: 'Ann', phone: '15550001' }, now).id;
    ben = world.users.create({ firstName: 'Ben' }, now).id;
  });

  afterEach(() => {
    world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): World {
    return openWorld({ file: join(folder, 'world.db'), clock: { ...systemClock(), now: () => now } });
  }

  it('a freeze ends in deletion, at its date', () => {
    setCondition(world, ann, { condition: 'frozen' });
    expect(standingOf(world, ann)).toMatchObject({ since: now, until: now + 30 * DAY });
    now += 30 * DAY - 1;
    expect(conditionOf(world, ann)).toBe('frozen');
    now += 1;
    expect(conditionOf(world, ann)).toBe('deleted');
    expect(refusalToWrite(world, ben, ann)).toBe('INPUT_USER_DEACTIVATED');
  });

  it('a limit ends in health; said again, it keeps its beginning', () => {
    setCondition(world, ann, { condition: 'limited', until: now + DAY });
    const since = now;
    now += 1000;
    setCondition(world, ann, { condition: 'limited', until: now + 2 * DAY });
    expect(standingOf(world, ann)).toMatchObject({ since, until: now + 2 * DAY });
    expect(refusalToWrite(world, ann, ben)).toBe('PEER_FLOOD');
    now += 2 * DAY;
    expect(conditionOf(world, ann)).toBe('healthy');
    expect(refusalToWrite(world, ann, ben)).toBeUndefined();
  });

  it('all of it is there again after a restart', () => {
    setCondition(world, ann, { condition: 'banned', shownAs: 'AUTH_KEY_UNREGISTERED' });
    world.privacy.setWritesFirst(ben, 'contacts');
    world.privacy.setRules(ben, 'AddedByPhone', [{ kind: 'DisallowAll' }]);
    const { token } = makeContactToken(world, ben);
    expect(countCode(world, '15550001', 1)).toBe(true);
    const before = standingOf(world, ann);
    world.close();
    world = open();
    expect(conditionOf(world, ann)).toBe('banned');
    expect(standingOf(world, ann)).toEqual(before);
    expect(world.privacy.writesFirst(ben)).toBe('contacts');
    expect(world.privacy.rules(ben, 'AddedByPhone')).toEqual([{ kind: 'DisallowAll' }]);
    expect(ownerOfToken(world, token)).toBe(ben);
    expect(countCode(world, '15550001', 1)).toBe(false);
    now += DAY;
    expect(countCode(world, '15550001', 1)).toBe(true);
    expect(ownerOfToken(world, token)).toBeUndefined();
  });

  it('a world from before there were standings lives on', () => {
    world.close();
    const old = openSqlite(join(folder, 'world.db'));
    old.exec('DROP TABLE standings; DROP TABLE privacy; DROP TABLE contact_tokens');
    old.exec('ALTER TABLE contents DROP COLUMN marks; PRAGMA user_version = 1');
    old.close();
    world = open();
    expect(world.users.must(ann).firstName).toBe('Ann');
    setCondition(world, ann, { condition: 'frozen' });
    expect(conditionOf(world, ann)).toBe('frozen');
  });
});
