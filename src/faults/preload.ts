import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { openSqlite, sqliteDriver, type SqliteConnection } from '../lib/sqlite.js';
import { ordersName, standbyName, type CommitMark, type Order } from './orders.js';

/**
 * Loaded into the program under test (`node --import`), in front of it and unknown to it: breaks its disk, its clock or
 * its life at exact moments, as orders say. The program itself has no line for any of this.
 */
const orders: Order[] = JSON.parse(process.env[ordersName] ?? '[]') as Order[];
process.on('message', (order: Order | { readonly do: 'go' }) => {
  if (order.do !== 'go') take(order);
  process.send?.({ taken: order.do });
});
// The campaign's end of the line must not keep the program running.
process.channel?.unref();

const armed: { order: Order; left: number }[] = [];
const connections = new Set<SqliteConnection>();
const clock = { offsetMs: 0 };

function take(order: Order): void {
  switch (order.do) {
    case 'disk':
      for (const connection of connections) limitGrowth(connection, order.full);
      return;
    case 'clock':
      clock.offsetMs = order.offsetMs;
      return;
    case 'fail-commits':
      armed.push({ order, left: order.count });
      return;
    case 'die-at-commit':
    case 'die-at-write':
    case 'die-at-script':
      armed.push({ order, left: order.nth });
  }
}

function limitGrowth(connection: SqliteConnection, full: boolean): void {
  if (!connection.open || connection.readonly) return;
  const pages = full ? (connection.pragma('page_count', { simple: true }) as number) : 0x7fffffff;
  connection.pragma(`max_page_count = ${pages}`);
}

/** Counts down the orders that this moment concerns; dies when one is due. */
function passing(concerns: (order: Order) => boolean): void {
  for (const one of armed) {
    if (!concerns(one.order)) continue;
    one.left -= 1;
    if (one.left === 0) process.kill(process.pid, 'SIGKILL');
  }
}

function failing(when: 'before' | 'after'): void {
  const one = armed.find(({ order, left }) => order.do === 'fail-commits' && order.when === when && left > 0);
  if (one?.order.do !== 'fail-commits') return;
  one.left -= 1;
  throw new (sqliteDriver().SqliteError)('disk I/O error', one.order.code);
}

/** What the open transaction has written so far. */
const marks = new Set<CommitMark>();

function note(sql: string): void {
  const text = sql.toLowerCase();
  if (/^insert into "message"/u.test(text)) marks.add('inbox');
  else if (/^insert into "turn"/u.test(text)) marks.add('turn');
  else if (/^insert into "open_turn"/u.test(text)) marks.add('open');
  else if (/^delete from "open_turn"/u.test(text)) marks.add('close');
  else if (/^insert into "outbox"/u.test(text) && !marks.has('turn')) marks.add('more');
  const [changes = ''] = text.split(' where ');
  if (/^update "outbox" set .*"claimed_by"/u.test(changes)) marks.add('claim');
  else if (/^update "outbox" set .*"remote_id"/u.test(changes)) marks.add('settle');
}

type Method<Self> = (this: Self, ...values: unknown[]) => unknown;

interface Statement {
  readonly source: string;
  readonly readonly: boolean;
  run: Method<Statement>;
  all: Method<Statement>;
  get: Method<Statement>;
  iterate: Method<Statement>;
}

function wrapStatements(): void {
  const memory = openSqlite(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('select 1')) as Statement;
  memory.close();
  const { run } = statement;
  // Statements that answer with rows write too, where they say `returning`.
  for (const name of ['all', 'get', 'iterate'] as const) {
    const original = statement[name];
    statement[name] = function (...values) {
      if (!this.readonly) note(this.source);
      return original.apply(this, values);
    };
  }
  statement.run = function (...values) {
    const sql = this.source.trim().toLowerCase();
    if (sql !== 'commit') {
      if (sql.startsWith('begin')) marks.clear();
      else note(sql);
      return run.apply(this, values);
    }
    const has = (mark: CommitMark): boolean => mark === 'any' || marks.has(mark);
    const concerns =
      (when: 'before' | 'after') =>
      (order: Order): boolean =>
        order.do === 'die-at-commit' && order.when === when && has(order.mark);
    passing(concerns('before'));
    failing('before');
    const result = run.apply(this, values);
    passing(concerns('after'));
    failing('after');
    return result;
  };
}

function wrapDatabases(): void {
  const database = sqliteDriver().prototype as unknown as Record<
    'prepare' | 'exec',
    Method<SqliteConnection>
  >;
  const { prepare, exec } = database;
  database.prepare = function (...values) {
    connections.add(this);
    return prepare.apply(this, values);
  };
  database.exec = function (...values) {
    // Not the one in memory that the program compares its schema with.
    const isScript = !this.memory && /\b(create|alter) table (?!store_probe)/u.test(String(values[0]));
    if (isScript) passing((order) => order.do === 'die-at-script' && order.when === 'before');
    const result = exec.apply(this, values);
    if (isScript) passing((order) => order.do === 'die-at-script' && order.when === 'after');
    return result;
  };
}

function wrapSockets(): void {
  const socket = Socket.prototype as unknown as Record<'write', Method<Socket>>;
  const { write } = socket;
  socket.write = function (...values) {
    const concerns =
      (when: 'before' | 'after') =>
      (order: Order): boolean =>
        order.do === 'die-at-write' && order.when === when && order.port === this.remotePort;
    passing(concerns('before'));
    const result = write.apply(this, values);
    passing(concerns('after'));
    return result;
  };
}

function wrapClock(): void {
  const RealDate = Date;
  const now = (): number => RealDate.now() + clock.offsetMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values: unknown[], shape) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, shape) as object,
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}

wrapStatements();
wrapDatabases();
wrapSockets();
wrapClock();
for (const order of orders) take(order);
if (process.env[standbyName] !== undefined) await standBy();

/** Read all code of the program and then wait for the word to run it: a restart without the price of loading. */
async function standBy(): Promise<void> {
  const started = new Promise<void>((resolve) => process.once('message', () => resolve()));
  const program = pathToFileURL(process.argv[1] ?? '');
  // As bin/kindred.js chooses.
  const bundled = new URL('../dist/bundle/run.js', program);
  const code = existsSync(bundled) ? bundled : new URL('../dist/cli/run.js', program);
  await import(code.href);
  process.channel?.ref();
  await started;
  process.channel?.unref();
}
