import { generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramSandbox, type TelegramSandbox } from '../serving/telegram-server.js';
import type { ControlServer } from './http.js';
import { startControlServer } from './server.js';

describe('the control interface', () => {
  const privateKeyPem = newPrivateKey();
  let telegram: TelegramSandbox;
  let control: ControlServer;
  let mia: number;
  let tom: number;

  beforeEach(async () => {
    telegram = await startTelegramSandbox({ privateKeyPem });
    control = await startControlServer({
      telegram,
      routes: [{ at: 'GET /extra', handle: () => ({ more: true }) }],
    });
    mia = (await ok('POST', '/users', { firstName: 'Mia', username: 'mia', phone: '+15550001' }))[
      'id'
    ] as number;
    tom = (await ok('POST', '/users', { firstName: 'Tom', username: 'tom' }))['id'] as number;
  });

  afterEach(async () => {
    await control.close();
    await telegram.close();
  });

  async function ask(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; value: unknown }> {
    const response = await fetch(`${control.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, value: await response.json() };
  }

  async function ok(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const { status, value } = await ask(method, path, body);
    expect(value).not.toHaveProperty('error');
    expect(status).toBe(200);
    return value as Record<string, unknown>;
  }

  it('is asked by its address, and seen from elsewhere only with a token', async () => {
    const { port } = new URL(control.url);
    const asked = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port, path: '/', headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject).end();
      });
    expect(await asked(`127.0.0.1:${port}`)).toBe(200);
    expect(await asked(`localhost:${port}`)).toBe(200);
    expect(await asked(`rebound.example:${port}`)).toBe(403);
    await expect(startControlServer({ telegram, host: '0.0.0.0' })).rejects.toThrow('needs a token');
    const open = await startControlServer({ telegram, host: '0.0.0.0', token: 'sesame' });
    const at = `http://127.0.0.1:${new URL(open.url).port}/`;
    expect((await fetch(at)).status).toBe(401);
    expect((await fetch(at, { headers: { authorization: 'Bearer sesame' } })).status).toBe(200);
    await open.close();
  });

  it('says where the sandbox is and what can be asked', async () => {
    const about = await ok('GET', '/');
    expect(about['telegram']).toMatchObject({ host: '127.0.0.1', port: telegram.port });
    expect(about['routes']).toContain('POST /people/:ref/say');
    expect(await ok('GET', '/extra')).toEqual({ more: true });
  });

  it('lets people act and shows what became of it', async () => {
    await ok('POST', '/people/@mia/say', { to: '@tom', text: 'hello Tom' });
    await ok('POST', `/people/${tom}/say`, { to: mia, text: 'hello Mia' });
    await ok('POST', '/people/@mia/react', { to: '@tom', emoji: '👋' });
    expect(await ok('POST', '/people/@mia/read', { to: '@tom' })).toEqual({ changed: true });
    await ok('POST', '/people/@mia/edit', { to: '@tom', text: 'hi Tom' });
    await ok('POST', '/people/@mia/type', { to: '@tom' });
    const screen = (await ask('GET', '/people/@tom/screen/@mia')).value;
    expect(screen).toMatchObject([
      { mine: false, text: 'hi Tom' },
      { mine: true, text: 'hello Mia', reactions: [{ emoji: '👋' }] },
    ]);
    expect(await ok('POST', '/people/@mia/delete', { to: '@tom' })).toEqual({ deleted: 1 });
    expect(await ok('GET', '/judge?account=@tom')).toMatchObject({ sent: 1, seen: 1, unanswered: 0 });
    const lines = (await ask('GET', `/transcript/${tom}/${mia}`)).value as { what: string }[];
    expect(lines.map((line) => line.what)).toEqual([
      'message',
      'message',
      'reaction',
      'read',
      'edit',
      'typing',
      'delete',
    ]);
  });

  it('runs a script, and waits for facts', async () => {
    const waiting = ok('POST', '/wait', { by: '@mia', towards: '@tom', count: 2, withinMs: 10_000 });
    const played = await ok('POST', '/people/@mia/script', {
      to: '@tom',
      steps: [{ do: 'burst', texts: ['one', 'two'] }],
    });
    expect(played).toMatchObject({ finished: true, done: 1 });
    expect(await waiting).toMatchObject({ met: true, facts: [{ text: 'one' }, { text: 'two' }] });
  });

  it('streams facts, the earlier ones first', async () => {
    await ok('POST', '/people/@mia/say', { to: '@tom', text: 'before' });
    const gone = new AbortController();
    const response = await fetch(`${control.url}/facts/stream?user=@tom&kinds=message`, {
      signal: gone.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (reader === undefined) throw new Error('no stream');
    let text = '';
    const lines = async (count: number): Promise<{ text: string; at: number }[]> => {
      while (text.split('\n').length <= count) text += (await reader.read()).value ?? '';
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { text: string; at: number });
    };
    expect((await lines(1)).map((fact) => fact.text)).toEqual(['before']);
    await ok('POST', '/people/@mia/say', { to: '@tom', text: 'after' });
    expect((await lines(2)).map((fact) => fact.text)).toEqual(['before', 'after']);
    gone.abort();
  });

  it('sets, lists and clears faults', async () => {
    const added = await ok('POST', '/faults', {
      method: 'messages.sendMessage',
      account: '@mia',
      count: 3,
      effect: { kind: 'error', code: 400, type: 'PEER_FLOOD' },
    });
    expect(telegram.rules.list()).toMatchObject([{ id: added['id'], account: mia, count: 3 }]);
    expect(await ok('DELETE', `/faults/${String(added['id'])}`)).toEqual({ cleared: 1 });
    expect(await ok('PUT', '/pushes', { account: '@mia', drop: 0.5, seed: 3 })).toMatchObject({ dropped: 0 });
    await ok('DELETE', '/pushes?account=@mia');
    expect(await ok('POST', '/wire', { cut: true })).toEqual({ reached: 0 });
    await ok('POST', '/wire', { account: '@mia', delayMs: 5 });
    await ok('DELETE', '/wire');
    expect(await ok('PATCH', '/habits', { loginCode: '12345' })).toMatchObject({ loginCode: '12345' });
    expect(await ok('PATCH', '/users/@mia', { condition: 'frozen' })).toMatchObject({ condition: 'frozen' });
    expect(await ok('POST', '/accounts/@mia/end-authorizations', {})).toEqual({ ended: 0 });
  });

  it.each([
    ['GET', '/nowhere', undefined, 404, 'nothing at /nowhere'],
    ['PUT', '/users', undefined, 405, '/users takes GET or POST'],
    ['POST', '/users', '{', 400, 'the body is not JSON'],
    ['POST', '/users', { nick: 'x' }, 400, 'nick'],
    ['POST', '/users', { username: 'mia' }, 409, 'mia is taken'],
    ['POST', '/users', { phone: '+15550001' }, 409, 'is taken'],
    ['PATCH', '/users/@tom', { username: 'mia' }, 409, 'mia is taken'],
    ['POST', '/people/@nobody/say', { to: '@mia', text: 'x' }, 404, '@nobody'],
    ['POST', '/people/@mia/say', { to: '@tom' }, 400, 'text'],
    ['POST', '/people/@mia/say', { to: '@tom', text: ' ' }, 409, 'MESSAGE_EMPTY'],
    ['POST', '/people/@mia/edit', { to: '@tom', text: 'x' }, 409, 'no such message'],
    ['POST', '/people/@mia/script', { to: '@tom', steps: [{ do: 'dance' }] }, 400, 'steps'],
    ['POST', '/faults', { effect: { kind: 'error' } }, 400, 'effect.code'],
    ['DELETE', '/faults/99', undefined, 404, 'no fault'],
    ['GET', '/judge', undefined, 400, 'account'],
    ['GET', '/facts?after=x', undefined, 400, 'after'],
  ])('answers %s %s clearly when it is wrong', async (method, path, body, status, words) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    expect((answer.value as { error: string }).error).toContain(words);
  });

  it('does not listen to web pages', async () => {
    const response = await fetch(`${control.url}/users`, { headers: { origin: 'https://example.org' } });
    expect(response.status).toBe(403);
  });
});

/** One for the whole file: making a key takes most of a start. */
function newPrivateKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString();
}
