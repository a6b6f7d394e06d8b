import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../lib/sqlite.js';
import { GroupCommit } from './group-commit.js';

function harness() {
  const statements: string[] = [];
  const connection = openSqlite(':memory:', { verbose: (sql) => statements.push(String(sql)) });
  connection.exec('create table kept (value integer)');
  const commits = new GroupCommit(connection);
  statements.length = 0;
  const add = (value: number) => () => {
    connection.prepare('insert into kept values (?)').run(value);
    return Promise.resolve(value);
  };
  const kept = () => connection.prepare('select value from kept order by value').pluck().all();
  return { connection, commits, statements, add, kept };
}

describe('GroupCommit', () => {
  it('shares one transaction among units that queue up together', async () => {
    const { commits, statements, add } = harness();
    const results = await Promise.all([1, 2, 3].map((value) => commits.run(add(value))));
    expect(results).toEqual([1, 2, 3]);
    expect(statements.filter((sql) => sql.startsWith('commit'))).toHaveLength(1);
  });

  it('waits for the disk only for a group in which somebody asked for it', async () => {
    const { commits, statements, add } = harness();
    await commits.run(add(1), 'ordered');
    await commits.run(add(2), 'ordered');
    await Promise.all([commits.run(add(3), 'ordered'), commits.run(add(4), 'flushed')]);
    await commits.run(add(5), 'ordered');
    expect(statements.filter((sql) => /synchronous|commit/iu.test(sql))).toEqual([
      'PRAGMA synchronous = normal',
      'commit',
      'commit',
      'PRAGMA synchronous = full',
      'commit',
      'PRAGMA synchronous = normal',
      'commit',
    ]);
  });

  it('takes back only the unit that throws', async () => {
    const { commits, add, kept } = harness();
    const broken = commits.run(async () => {
      await add(2)();
      throw new Error('no');
    });
    const outcomes = await Promise.allSettled([commits.run(add(1)), broken, commits.run(add(3))]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept()).toEqual([1, 3]);
  });

  it('resolves only after the commit', async () => {
    const { connection, commits, add } = harness();
    let committed = false;
    await commits.run(add(1)).then(() => {
      committed = !connection.inTransaction;
    });
    expect(committed).toBe(true);
  });

  it('rejects every unit and keeps nothing when the database is full, then works again', async () => {
    const { connection, commits, add, kept } = harness();
    connection.pragma('max_page_count = 3');
    const large = () => {
      connection.prepare('insert into kept values (zeroblob(100000))').run();
      return Promise.resolve(0);
    };
    const outcomes = await Promise.allSettled([commits.run(add(1)), commits.run(large), commits.run(add(2))]);
    expect(outcomes.some((outcome) => outcome.status === 'rejected')).toBe(true);
    const stored = outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
    expect(kept()).toHaveLength(stored);
    expect(connection.inTransaction).toBe(false);
    await commits.run(add(9));
    expect(kept()).toContain(9);
  });
});
