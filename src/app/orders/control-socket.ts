import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { OperatorError } from '../../core/failure.js';

/** What a running program does for the command line. The answer is JSON; an OperatorError reaches the operator as it is. */
export type ControlHandlers = Readonly<Record<string, (input: unknown) => Promise<unknown>>>;

type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** A command is a few names and numbers. */
const mostBytes = 64 * 1024;
/** Unix refuses longer paths of sockets (108 on Linux, 104 on macOS). */
const longestPath = 100;

const beside = 'control.sock';

function socketFile(dataDir: string): string {
  const near = join(resolve(dataDir), beside);
  if (Buffer.byteLength(near) <= longestPath) return near;
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
  return join(tmpdir(), `kindred-${userInfo().uid}`, `${name}.sock`);
}

/**
 * Anybody may put something into the system's folder for temporary files, under a name they guess: the folder of the
 * socket must be this user's own, no link, and closed to others.
 * @throws OperatorError when it is not
 */
function refuseForeignFolder(file: string): void {
  const folder = dirname(file);
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  if (!facts || basename(file) === beside) return;
  if (facts.isDirectory() && isOwn(facts) && (facts.mode & 0o077) === 0) return;
  throw new OperatorError(
    `${folder} is not a private folder of this user`,
    `remove it, or choose a shorter path for data in kindred.yaml`,
  );
}

/** @throws OperatorError when something that is not this user's socket lies in its place. */
function refuseForeignSocket(file: string): void {
  refuseForeignFolder(file);
  const facts = lstatSync(file, { throwIfNoEntry: false });
  if (!facts || (facts.isSocket() && isOwn(facts))) return;
  throw new OperatorError(`${file} is not this user's own socket`, 'remove it, then start kindred again');
}

/** Where users have no numbers they are told apart by the folders themselves. */
function isOwn({ uid }: { readonly uid: number }): boolean {
  const own = userInfo().uid;
  return own === -1 || uid === own;
}

/**
 * Listen for commands of the same user on this machine: one JSON line in, one out. Call only while owning the data
 * folder: a socket file that is still there belongs to a program that was killed.
 */
export async function serveControl(
  dataDir: string,
  handlers: ControlHandlers,
): Promise<{ close(): Promise<void> }> {
  const file = socketFile(dataDir);
  if (basename(file) !== beside) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  refuseForeignFolder(file);
  rmSync(file, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // A command line that went away; its command is carried out all the same.
    socket.on('error', () => socket.destroy());
    readLine(socket, mostBytes)
      .then((line) => handle(line, handlers))
      .then(
        (reply) => socket.end(`${JSON.stringify(reply)}\n`),
        () => socket.destroy(),
      );
  });
  await listen(server, file);
  chmodSync(file, 0o600);
  return {
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of open) socket.destroy();
      await closed;
      rmSync(file, { force: true });
    },
  };
}

/**
 * Ask the program that owns this data folder. Null when none listens.
 * @throws OperatorError with what the program answered when it could not do it.
 */
export async function askRunning(dataDir: string, command: string, input: unknown): Promise<unknown> {
  const file = socketFile(dataDir);
  refuseForeignSocket(file);
  const socket = await dial(file);
  if (!socket) return null;
  try {
    socket.write(`${JSON.stringify({ command, input })}\n`);
    const reply = JSON.parse(await readLine(socket, Number.POSITIVE_INFINITY)) as Reply;
    if (!reply.ok) throw new OperatorError(reply.message);
    return reply.value;
  } finally {
    socket.destroy();
  }
}

async function handle(line: string, handlers: ControlHandlers): Promise<Reply> {
  try {
    const { command, input } = JSON.parse(line) as { command: string; input: unknown };
    const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
    if (!handler) {
      return {
        ok: false,
        message: `the running kindred does not know "${command}"; restart it: it may be an older version`,
      };
    }
    return { ok: true, value: await handler(input) };
  } catch (cause) {
    if (cause instanceof OperatorError) return { ok: false, message: cause.message };
    return { ok: false, message: 'the running kindred could not do it; look into its log' };
  }
}

function listen(server: Server, file: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(file, () => {
      server.off('error', fail);
      done();
    });
  });
}

function dial(file: string): Promise<Socket | null> {
  return new Promise((done, fail) => {
    const socket = connect(file);
    socket.once('connect', () => done(socket));
    socket.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ECONNREFUSED') done(null);
      else fail(cause);
    });
  });
}

function readLine(socket: Socket, most: number): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      const end = text.indexOf('\n');
      if (end >= 0) done(text.slice(0, end));
      else if (text.length > most) fail(new Error('the command is too long'));
    });
    socket.once('end', () => fail(new Error('the line was cut')));
    socket.once('error', fail);
  });
}
