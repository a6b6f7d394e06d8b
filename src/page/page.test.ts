import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { readEnvironment } from '../config/env.js';
import { loadConfig } from '../config/load.js';
import { systemClock } from '../lib/system-clock.js';
import { filledStore } from '../../test/support/filled-store.js';
import { carryOut } from '../app/orders/chat-orders.js';
import { openDatabase } from '../store/engine/database.js';
import { servePage, type ServedPage } from './serve-page.js';

/** What came back, with its headers in small letters. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const chat = 'tess/telegram:1';

function serveHere(folder: string, broken: unknown[]): Promise<ServedPage> {
  return servePage({
    ...loadConfig({ home: folder, environment: readEnvironment({}) }),
    clock: systemClock(),
    pid: 1,
    host: 'test',
    port: 0,
    onBroken: (cause) => broken.push(cause),
  });
}

/** A page over a filled store, and whoever talks to it as anybody may: with whatever headers. */
async function openPage(settings: string) {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-page-'));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'kindred.yaml'), settings);
  await filledStore(join(folder, 'data'), 2, 2);
  const broken: unknown[] = [];
  const page = await serveHere(folder, broken);
  const port = String(page.port);
  return { folder, page, broken, port };
}

function ask(
  port: string,
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Signs in by a link. @returns the cookie, as browsers send it */
async function signIn(port: string, link: string): Promise<Answer> {
  return ask(port, '/api/session', {
    method: 'POST',
    headers: { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' },
    body: { link: link.split('#in=')[1] },
  });
}

const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']?.[0]).split(';')[0] ?? '';

describe('a page that only looks', () => {
  let open: Awaited<ReturnType<typeof openPage>>;
  let cookie: string;
  let token: string;
  beforeAll(async () => {
    open = await openPage('page: { allow: read }\n');
    cookie = cookieOf(await signIn(open.port, open.page.newLink()));
    const session = await ask(open.port, '/api/session', { headers: { cookie } });
    token = (JSON.parse(session.text) as { token: string }).token;
  });
  afterAll(async () => {
    await open.page.close();
    rmSync(open.folder, { recursive: true, force: true });
  });
  const own = () => `http://127.0.0.1:${open.port}`;

  it('gives the cookie of a link to scripts never, to other sites never, and once', async () => {
    const link = open.page.newLink();
    const first = await signIn(open.port, link);
    expect(first.status).toBe(200);
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly/u);
    expect(String(first.headers['set-cookie'])).toMatch(/SameSite=Strict/u);
    const second = await signIn(open.port, link);
    expect(second.status).toBe(401);
    expect(second.text).toContain('used already');
    expect(second.headers['set-cookie']).toBeUndefined();
    const wrong = await signIn(open.port, '#in=nothing');
    expect([wrong.status, wrong.text]).toEqual([401, expect.stringContaining('wrong or too old')]);
  });

  it('shows nothing without a session', async () => {
    for (const path of ['now', 'chats', `chats/${encodeURIComponent(chat)}/talk`, 'log', 'events', 'cost']) {
      const { status, text } = await ask(open.port, `/api/${path}`);
      expect([path, status, text]).toEqual([path, 401, expect.stringContaining('kindred page')]);
    }
    const forged = await ask(open.port, '/api/now', { headers: { cookie: 'kindred_page=forged' } });
    expect(forged.status).toBe(401);
  });

  it('answers to its own names only, and to no other page', async () => {
    for (const host of ['evil.example', `evil.example:${open.port}`, '127.0.0.1:1']) {
      expect((await ask(open.port, '/', { headers: { host, cookie } })).status).toBe(421);
    }
    const foreign: readonly Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const { status } = await ask(open.port, '/api/now', { headers: { cookie, ...headers } });
      expect([headers, status]).toEqual([headers, 403]);
    }
    const named = await ask(open.port, '/api/now', { headers: { cookie, host: `localhost:${open.port}` } });
    expect(named.status).toBe(200);
  });

  it('lets browsers load nothing from elsewhere and run nothing inline', async () => {
    const { headers, text } = await ask(open.port, '/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(text).not.toMatch(/<script>|<style|style=|https?:|\son\w+=/u);
  });

  it('serves what it is made of and no other file', async () => {
    expect((await ask(open.port, '/app.js')).headers['content-type']).toContain('javascript');
    for (const path of ['/../package.json', '/..%2f..%2fkindred.yaml', '/page-app.js', '/kindred.db']) {
      expect([path, (await ask(open.port, path)).status]).toEqual([path, 404]);
    }
  });

  it('changes nothing, whoever asks how', async () => {
    const path = `/api/chats/${encodeURIComponent(chat)}/order`;
    const body = { do: 'takeover', mode: 'human' };
    const tries: readonly (readonly [Record<string, string>, string])[] = [
      [{ cookie }, 'another page'],
      [{ cookie, origin: 'https://evil.example', 'x-kindred-token': token }, 'another page'],
      [{ cookie, origin: own() }, 'load it again'],
      [{ cookie, origin: own(), 'x-kindred-token': 'wrong' }, 'load it again'],
      [{ cookie, origin: own(), 'x-kindred-token': token }, 'allow: write'],
    ];
    for (const [headers, why] of tries) {
      const { status, text } = await ask(open.port, path, { method: 'POST', headers, body });
      expect([status, text]).toEqual([403, expect.stringContaining(why)]);
    }
    const { text } = await ask(open.port, `/api/chats/${encodeURIComponent(chat)}`, { headers: { cookie } });
    expect(text).toContain('"mode":"auto"');
  });

  it('gives every view, without a word of what was said, and keeps who asked for the words', async () => {
    const id = encodeURIComponent(chat);
    const views = [
      ...[
        'now',
        'chats',
        `chats/${id}`,
        'turns',
        'turns/turn-1-1',
        'writing-first',
        'gate',
        'cost',
        'accounts',
        'duties',
        'log',
      ],
    ];
    for (const path of views) {
      const { status, text } = await ask(open.port, `/api/${path}`, { headers: { cookie } });
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toContain('what person');
      expect(text).not.toContain('an answer to');
    }
    const talk = await ask(open.port, `/api/chats/${id}/talk`, { headers: { cookie } });
    expect(talk.text).toContain('what person 1 said');
    const turn = await ask(open.port, '/api/turns/turn-1-1?words=yes', { headers: { cookie } });
    expect(turn.text).toContain('an answer to number 1');
    const kept = readFileSync(join(open.folder, 'data', 'access.log'), 'utf8');
    expect(
      kept
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      expect.objectContaining({ command: 'page talk', conversation: chat }),
      expect.objectContaining({ command: 'page turn', conversation: chat }),
    ]);
    expect(kept).not.toContain('what person');
  });

  it('says in one line what it cannot do', async () => {
    const gone = await ask(open.port, '/api/chats/nobody', { headers: { cookie } });
    expect([gone.status, gone.text]).toEqual([409, expect.stringContaining('there is no chat nobody')]);
    const odd = await ask(open.port, '/api/chats?most=all', { headers: { cookie } });
    expect(odd.status).toBe(400);
    expect(open.broken).toEqual([]);
  });

  it('signs out for good', async () => {
    const leaving = cookieOf(await signIn(open.port, open.page.newLink()));
    const left = await ask(open.port, '/api/session', {
      method: 'DELETE',
      headers: { cookie: leaving, origin: own() },
    });
    expect(left.status).toBe(200);
    expect((await ask(open.port, '/api/now', { headers: { cookie: leaving } })).status).toBe(401);
    expect((await ask(open.port, '/api/now', { headers: { cookie } })).status).toBe(200);
  });
});

describe('a page that may change things, behind a proxy under a path', () => {
  let open: Awaited<ReturnType<typeof openPage>>;
  const address = 'https://home.example/kindred';
  const outside = { origin: 'https://home.example', host: 'home.example' };
  beforeAll(async () => {
    open = await openPage(`page: { allow: write, content: never, address: ${address} }\n`);
  });
  afterAll(async () => {
    await open.page.close();
    rmSync(open.folder, { recursive: true, force: true });
  });

  /** Signs in as a browser outside does. */
  const signInOutside = (path: string): Promise<Answer> =>
    ask(open.port, `${path}/api/session`, {
      method: 'POST',
      headers: { ...outside, 'content-type': 'application/json' },
      body: { link: open.page.newLink().split('#in=')[1] },
    });

  it('works whether the proxy takes the path away or not, and keeps its cookie to itself', async () => {
    expect(open.page.newLink()).toMatch(/^https:\/\/home\.example\/kindred\/#in=[\w-]{43}$/u);
    for (const path of ['', '/kindred']) {
      const signedIn = await signInOutside(path);
      expect(String(signedIn.headers['set-cookie'])).toMatch(/Path=\/kindred\/.*Secure/u);
      const headers = { cookie: cookieOf(signedIn), host: 'home.example' };
      expect((await ask(open.port, `${path}/api/now`, { headers })).status).toBe(200);
      expect((await ask(open.port, `${path}/app.js`, { headers })).status).toBe(200);
    }
    const slashless = await ask(open.port, '/kindred', { headers: { host: 'home.example' } });
    expect(slashless.headers['location']).toBe('/kindred/');
  });

  it('takes a chat over by the order of the command line, and keeps who did it', async () => {
    const cookie = cookieOf(await signInOutside(''));
    const session = await ask(open.port, '/api/session', { headers: { cookie, host: 'home.example' } });
    const { token, name } = JSON.parse(session.text) as { token: string; name: string };
    const done = await ask(open.port, `/api/chats/${encodeURIComponent(chat)}/order`, {
      method: 'POST',
      headers: { ...outside, cookie, 'x-kindred-token': token },
      body: { do: 'takeover', mode: 'human' },
    });
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('"mode":"human"')]);
    const kept = readFileSync(join(open.folder, 'data', 'access.log'), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ command: 'page takeover', conversation: chat, session: name });
    expect(kept).not.toContain(cookie.split('=')[1]);
  });

  it('shows no words where the settings say so', async () => {
    const cookie = cookieOf(await signInOutside(''));
    for (const path of [`chats/${encodeURIComponent(chat)}/talk`, 'turns/turn-1-1?words=yes']) {
      const { status, text } = await ask(open.port, `/api/${path}`, {
        headers: { cookie, host: 'home.example' },
      });
      expect([status, text]).toEqual([409, expect.stringContaining('page.content')]);
    }
  });

  it('stays open over a restart, and keeps no secret of it', async () => {
    const cookie = cookieOf(await signInOutside(''));
    const kept = readFileSync(join(open.folder, 'data', 'page-sessions.json'), 'utf8');
    expect(kept).not.toContain(cookie.split('=')[1]);
    const again = await serveHere(open.folder, open.broken);
    const { status } = await ask(String(again.port), '/api/now', {
      headers: { cookie, host: 'home.example' },
    });
    await again.close();
    expect(status).toBe(200);
  });

  it('tells whoever listens of a change from another process', async () => {
    const cookie = cookieOf(await signInOutside(''));
    const heard = await new Promise<string>((resolve, reject) => {
      const headers = { cookie, host: 'home.example' };
      const line = request({ host: '127.0.0.1', port: open.port, path: '/api/events', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => {
          const isFirst = !text.includes('event: change');
          text += piece;
          if (isFirst && text.includes('event: change')) {
            text = 'event: change; ';
            carryOutElsewhere(open.folder).catch(reject);
          } else if (text.lastIndexOf('event: change') > 0) {
            line.destroy();
            resolve(text);
          }
        });
      });
      line.on('error', (cause: NodeJS.ErrnoException) => {
        if (cause.code !== 'ECONNRESET') reject(cause);
      });
      line.end();
    });
    expect(heard).toContain('event: change');
  });
});

/** A change by somebody else, as the running program makes them. */
async function carryOutElsewhere(folder: string): Promise<void> {
  const database = openDatabase(join(folder, 'data', 'kindred.db'));
  await carryOut(database, { do: 'pace', conversation: chat, pace: 'brisk' }, 1);
  await database.close();
}
