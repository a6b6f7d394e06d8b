import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';

import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/lib/sqlite.js';
import { buildCommands } from '../../src/cli/program.js';
import { migrations } from '../../src/store/migrations/index.js';
import { command } from '../support/command-line.js';
import { filledStore } from '../support/filled-store.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** How each command is called; `on` is what it does with the store of a data folder. */
interface Call {
  readonly words: readonly string[];
  /**
   * `reads`: looks into it and does nothing else. `changes`: cannot without one. `own`: does something of its own first,
   * or needs none.
   */
  readonly on: 'reads' | 'changes' | 'own';
  /** What it ends with when all is well; 0 where left out. */
  readonly code?: number;
}

const chat = 'tess/telegram:1';
const calls: Readonly<Record<string, Call>> = {
  chats: { words: [], on: 'reads' },
  'chats show': { words: [chat], on: 'reads' },
  'chats read': { words: [chat], on: 'reads' },
  'chats pace': { words: [chat, 'brisk'], on: 'changes' },
  'chats takeover': { words: [chat], on: 'changes' },
  'chats release': { words: [chat], on: 'changes' },
  'chat show': { words: [chat], on: 'reads' },
  'chat pace': { words: [chat, 'own'], on: 'changes' },
  takeover: { words: [chat], on: 'changes' },
  release: { words: [chat], on: 'changes' },
  people: { words: [], on: 'reads' },
  'people allow': { words: [chat], on: 'changes' },
  'people deny': { words: [chat], on: 'changes' },
  'turn list': { words: [], on: 'reads' },
  'turn show': { words: ['turn-1-12'], on: 'reads' },
  'stats cost': { words: [], on: 'reads' },
  'stats memory': { words: [], on: 'reads' },
  'stats gate': { words: [], on: 'reads' },
  'memory list': { words: ['--chat', chat], on: 'reads' },
  'memory search': { words: ['word', '--chat', chat], on: 'reads' },
  'memory export': { words: ['--chat', chat], on: 'reads' },
  'memory status': { words: [], on: 'reads' },
  'memory forget': { words: ['1', '--chat', chat], on: 'changes', code: 1 },
  'memory edit': { words: ['1', 'other', 'words', '--chat', chat], on: 'changes', code: 1 },
  'memory show': { words: ['1', '--chat', chat], on: 'reads', code: 1 },
  'memory why': { words: ['1', '--chat', chat], on: 'reads', code: 1 },
  // Reads a file, and makes the store it needs.
  'memory import': { words: ['none.json', '--account', 'home'], on: 'own', code: 1 },
  'proactive list': { words: [], on: 'reads' },
  'proactive explain': { words: [], on: 'reads' },
  'proactive preview': { words: [chat], on: 'reads' },
  'proactive pause': { words: [chat], on: 'changes' },
  'proactive resume': { words: [chat], on: 'changes' },
  'duties unlock': { words: ['telegram:1'], on: 'changes', code: 1 },
  'gate mark': { words: ['turn-1-12', 'right'], on: 'changes', code: 1 },
  'character drift': { words: ['tess'], on: 'reads', code: 1 },
  rotate: { words: ['home'], on: 'changes', code: 1 },
  accounts: { words: [], on: 'own' },
  // There is no run to ask.
  reload: { words: [], on: 'own', code: 1 },
  'account show': { words: ['home'], on: 'own' },
  'account accept-sessions': { words: ['home'], on: 'changes' },
  'account limit-over': { words: ['home'], on: 'changes' },
  'channels show': { words: ['home'], on: 'own' },
  // An account that takes its messages in by itself.
  'channels hook': { words: ['home'], on: 'own', code: 1 },
  'duties report': { words: [], on: 'own' },
  'vault status': { words: [], on: 'own' },
  'character check': { words: ['tess'], on: 'own' },
  'character schema': { words: [], on: 'own' },
  'character preview': { words: ['tess'], on: 'own' },
  'character export': { words: ['tess', '--out', 'tess.json'], on: 'own' },
  'character diff': { words: ['tess', 'tess'], on: 'own' },
  'gate try': { words: ['tess', 'replies.txt'], on: 'own' },
};

/** Commands that other tests run: as processes, with a server, at a terminal or with a file, because they need one. */
const elsewhere = [
  'run',
  'page',
  'sandbox',
  'sandbox serve',
  'chat',
  'login',
  'logout',
  'session export',
  'session import',
  'vault rekey',
  'ban-check',
  'backup',
  'restore',
  'rehearse',
  'character import',
  'character import-lorebook',
  'character new',
  'care try',
  'status',
  'doctor',
  'init',
  'completion',
];

/** These work without any settings. */
const withoutSettings = ['sandbox serve', 'init', 'care try'];

function leaves(of: Command, before = ''): readonly { readonly name: string; readonly command: Command }[] {
  return of.commands.flatMap((one) => {
    const name = `${before} ${one.name()}`.trim();
    const inner = leaves(one, name);
    // What has commands below it and does nothing itself only shows its help.
    const isGroup = one.commands.length > 0 && !one.options.some(({ long }) => long === '--config');
    return isGroup ? inner : [{ name, command: one }, ...inner];
  });
}

const tree = leaves(
  buildCommands({
    env: {},
    cwd: '/',
    pid: 1,
    host: 'test',
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    stop: new AbortController().signal,
    residentBytes: () => 0,
  }),
);

/** Settings of their own: `kindred.yaml` says data/, `other.yaml` says there/. */
function home(): { readonly folder: string; readonly data: string } {
  const folder = temporaryFolder();
  for (const inside of ['accounts', 'characters']) mkdirSync(join(folder, inside));
  writeFileSync(join(folder, 'accounts/home.yaml'), 'phone: "+9996610001"\ncharacter: tess\n');
  copyFileSync('characters/mira.yaml', join(folder, 'characters/tess.yaml'));
  writeFileSync(join(folder, 'replies.txt'), 'the hive is quiet today.\n');
  writeFileSync(join(folder, 'kindred.yaml'), 'data: data\n');
  writeFileSync(join(folder, 'other.yaml'), 'data: there\n');
  return { folder, data: join(folder, 'there') };
}

const call = (folder: string, name: string, ...more: readonly string[]) =>
  command(folder, [...name.split(' '), ...(calls[name]?.words ?? []), '--config', 'other.yaml', ...more]);

describe('the whole command tree', () => {
  it('is listed here', () => {
    expect(tree.map(({ name }) => name).sort()).toEqual([...Object.keys(calls), ...elsewhere].sort());
  });

  it('takes --config and --json everywhere', () => {
    for (const { name, command: one } of tree) {
      const flags = one.options.map(({ long }) => long);
      const needed =
        name === 'completion' ? [] : withoutSettings.includes(name) ? ['--json'] : ['--config', '--json'];
      expect(flags, name).toEqual(expect.arrayContaining(needed));
    }
  });

  it.each(Object.entries(calls))(
    '%s prints one JSON value and uses the settings it is given',
    async (name, { code = 0 }) => {
      const { folder, data } = home();
      await filledStore(data, 1);
      const result = await call(folder, name, '--json');
      expect(result.code, result.err).toBe(code);
      expect(result.err).not.toContain('something broke');
      if (code === 0) expect(JSON.parse(result.out)).not.toBeUndefined();
      else expect(result.out).toBe('');
      expect(existsSync(join(folder, 'data')), 'the other settings were used').toBe(false);
    },
  );

  it('takes the options of an outer command for the inner one', async () => {
    const { folder, data } = home();
    await filledStore(data, 1);
    const outer = await command(folder, ['chats', '--json', '--config', 'other.yaml', 'show', chat]);
    expect(JSON.parse(outer.out)).toMatchObject({ conversation: chat });
  });
});

/** Clears the screen, colours what follows, turns text around, and hides a line. */
const hostile = 'Eve\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp.exe\u2066\rgone';

/** The text columns in which strangers and models have their say. */
const saidByOthers: readonly (readonly [table: string, column: string])[] = [
  ['message', 'text'],
  ['peer', 'name'],
  ['peer', 'username'],
  ['person', 'name'],
  ['outbox', 'text'],
  ['outbox', 'reason'],
  ['turn', 'reason'],
  ['account', 'self_name'],
  ['account', 'self_username'],
  ['account', 'connection_reason'],
];

describe('names and words that would steer a terminal', () => {
  it.each(Object.entries(calls).filter(([, { code = 0, on }]) => code === 0 && on !== 'changes'))(
    'are written out by %s',
    async (name) => {
      const { folder, data } = home();
      await filledStore(data, 1);
      const store = openSqlite(join(data, 'kindred.db'));
      for (const [table, column] of saidByOthers)
        store.prepare(`update ${table} set ${column} = ?`).run(hostile);
      store
        .prepare("update turn set answer = json_object('text', ?, 'stop', ?, 'attempts', json('[]'))")
        .run(hostile, hostile);
      store.close();
      for (const form of [[], ['--json']]) {
        const { out, err } = await call(folder, name, ...form);
        expect(`${out}${err}`, name).not.toMatch(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        if (form.length > 0 && out !== '') expect(() => void JSON.parse(out)).not.toThrow();
      }
    },
  );
});

/** A data folder whose database cannot be used, and what every command says of it. */
const troubles: Readonly<
  Record<string, { readonly make: (data: string) => void | Promise<void>; readonly says: RegExp }>
> = {
  empty: {
    make: (data) => writeFileSync(join(data, 'kindred.db'), ''),
    says: /kindred\.db is damaged: it is empty; it was left as it is; "kindred restore/u,
  },
  'no database': {
    make: (data) => writeFileSync(join(data, 'kindred.db'), 'only a long enough text. '.repeat(400)),
    says: /kindred\.db is damaged(?: or not a database|: file is not a database)/u,
  },
  'another program’s': {
    make: (data) => {
      const other = openSqlite(join(data, 'kindred.db'));
      other.exec('create table songs (name text)');
      other.close();
    },
    says: /kindred\.db is a database of another program; /u,
  },
  newer: {
    make: async (data) => {
      await filledStore(data, 1, 1);
      const newer = openSqlite(join(data, 'kindred.db'));
      newer.pragma('user_version = 999');
      newer.close();
    },
    says: /kindred\.db has schema version 999, .*run the newer kindred/u,
  },
  'not to be opened': {
    make: (data) => mkdirSync(join(data, 'kindred.db')),
    says: /cannot (?:read|write) the database .*kindred\.db \(SQLITE_|cannot copy .*kindred\.db \(SQLITE_/u,
  },
};

const users = Object.entries(calls).filter(([, { on }]) => on !== 'own');
const readers = users.filter(([, { on }]) => on === 'reads');

describe.each(Object.entries(troubles))('a database that is %s', (_, { make, says }) => {
  it('is told of in the same words by every command', async () => {
    const { folder, data } = home();
    mkdirSync(data);
    await make(data);
    for (const [name] of users) {
      const { code, out, err } = await call(folder, name);
      expect(err, name).toMatch(says);
      expect(err.trim().split('\n'), name).toHaveLength(1 + (err.includes('is called') ? 1 : 0));
      expect({ name, code, out }).toEqual({ name, code: 1, out: '' });
    }
  });
});

describe('a database of an older kindred', () => {
  it('is left to the program that brings it up to date by every command that only looks', async () => {
    const { folder, data } = home();
    mkdirSync(data);
    const old = openSqlite(join(data, 'kindred.db'));
    for (const { sql } of migrations.slice(0, -1)) old.exec(sql);
    old.pragma(`application_id = ${0x4b494e44}`);
    old.pragma(`user_version = ${migrations.length - 1}`);
    old.close();
    for (const [name] of readers) {
      const { code, err } = await call(folder, name);
      expect(err, name).toMatch(/schema version \d+, this program reads \d+; start "kindred run" once/u);
      expect(code, name).toBe(1);
    }
  });
});

describe('no database yet', () => {
  it('is no failure for who looks, and the same sentence everywhere', async () => {
    const { folder, data } = home();
    for (const [name, { on }] of users) {
      const { code, out, err } = await call(folder, name);
      const said = /nothing yet: there is no database at .*kindred\.db; "kindred run" makes it/iu;
      if (on === 'reads')
        expect({ name, code, out }).toEqual({ name, code: 0, out: expect.stringMatching(said) as string });
      else if (name !== 'memory import')
        expect({ name, code, err }).toEqual({ name, code: 1, err: expect.stringMatching(said) as string });
      expect(existsSync(join(data, 'kindred.db')), name).toBe(false);
      if (on === 'reads') expect((await call(folder, name, '--json')).out, name).toBe('null\n');
    }
  });
});

describe('what was said', () => {
  it('is shown a page at a time, and that somebody looked is kept without a word of it', async () => {
    const { folder, data } = home();
    await filledStore(data, 1);
    const page = await call(folder, 'chats read', '--limit', '5');
    expect(page.out).toContain('Person 1');
    expect(page.out).toContain('number 12');
    expect(page.out).not.toContain('number 1:');
    const [, before = ''] = /--before (\d+)/u.exec(page.out) ?? [];
    expect((await call(folder, 'chats read', '--before', before)).out).toContain('number 1:');
    const log = readFileSync(join(data, 'access.log'), 'utf8');
    expect(
      log
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      expect.objectContaining({ command: 'chats read', conversation: chat }),
      expect.objectContaining({ command: 'chats read', conversation: chat }),
    ]);
    expect(log).not.toContain('number');
    expect(page.out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
