import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BotFaultEffect } from '../../src/sandbox/bot-api/fault/bot-faults.js';
import { ManualClock } from '../support/manual-clock.js';
import { BotBed, startReceiver, type Receiver } from './bot-bed.js';

describe('what goes wrong between a bot and the Bot API', () => {
  let bed: BotBed;
  let clock: ManualClock;
  let wire: ManualClock;
  let receiver: Receiver | undefined;

  beforeEach(async () => {
    clock = new ManualClock();
    wire = new ManualClock();
    bed = await BotBed.open({ clock, wire });
    bed.mia.say(bed.bot, 'hi');
  });

  afterEach(async () => {
    await receiver?.close();
    receiver = undefined;
    await bed.close();
  });

  /** How a send ends for the client: the status and the start of the body, or the error's code. */
  function send(text: string): Promise<string> {
    return new Promise((resolve) => {
      const call = request(
        `${bed.server.baseUrl}/bot${bed.token}/sendMessage?chat_id=${bed.mia.id}&text=${text}`,
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('end', () => resolve(`${response.statusCode} ${body}`));
          response.on('error', (error: NodeJS.ErrnoException) => resolve(`broken ${error.code}`));
        },
      );
      call.on('error', (error: NodeJS.ErrnoException) => resolve(`none ${error.code}`));
      call.setTimeout(300, () => call.destroy(Object.assign(new Error('silent'), { code: 'SILENT' })));
      call.end();
    });
  }

  it.each<[name: string, effect: BotFaultEffect, told: RegExp, arrived: boolean, fact: string]>([
    [
      'an answer lost after the effect',
      { kind: 'lose', applied: true, how: 'reset' },
      /^none ECONNRESET$/,
      true,
      'lose-after-reset sendMessage',
    ],
    [
      'a call lost before the effect',
      { kind: 'lose', applied: false, how: 'reset' },
      /^none ECONNRESET$/,
      false,
      'lose-before-reset sendMessage',
    ],
    [
      'silence after the effect',
      { kind: 'lose', applied: true, how: 'silence' },
      /^none SILENT$/,
      true,
      'lose-after-silence sendMessage',
    ],
    // A reset throws away what the client has not read yet, so a slow one never sees the beginning.
    [
      'a reset in the middle of the answer',
      { kind: 'cut' },
      /^(broken|none) ECONNRESET$/,
      true,
      'cut sendMessage',
    ],
    [
      "a proxy's page without effect",
      { kind: 'http', status: 502, applied: false },
      /^502 <html>/,
      false,
      'http-502-before sendMessage',
    ],
    [
      "a proxy's page after the effect",
      { kind: 'http', status: 504, applied: true },
      /^504 <html>/,
      true,
      'http-504-after sendMessage',
    ],
    ['half of the JSON', { kind: 'garbage' }, /^200 \{"ok":true[^}]*$/, true, 'garbage sendMessage'],
    [
      'a flood',
      { kind: 'error', code: 429, description: '', retryAfter: 7 },
      /^429 .*"retry_after":7/,
      false,
      'error-429 sendMessage',
    ],
    [
      'an error of the server',
      { kind: 'error', code: 500, description: 'Internal Server Error: restart' },
      /^500 .*restart/,
      false,
      'error-500 sendMessage',
    ],
  ])('is %s', async (_, effect, told, arrived, fact) => {
    bed.server.faults.add({ method: 'sendmessage', count: 1, effect });
    expect(await send('one')).toMatch(told);
    expect(bed.mia.screen(bed.bot).some((view) => view.text === 'one')).toBe(arrived);
    expect(bed.facts('fault').map((one) => [one.actor, one.detail])).toEqual([[bed.bot, fact]]);
    expect(await send('two')).toMatch(/^200 /);
  });

  it('hits the share it was told to, the same ones for the same seed', async () => {
    const round = async (): Promise<boolean[]> => {
      const rule = bed.server.faults.add({
        method: 'getMe',
        share: 0.5,
        seed: 11,
        effect: { kind: 'error', code: 500, description: 'Internal Server Error' },
      });
      const ends: boolean[] = [];
      for (let n = 0; n < 20; n += 1) ends.push((await bed.call('getMe')).ok);
      bed.server.faults.clear(rule.id);
      return ends;
    };
    const first = await round();
    expect(new Set(first).size).toBe(2);
    expect(await round()).toEqual(first);
  });

  it('gives updates twice and in another order', async () => {
    bed.mia.say(bed.bot, 'two');
    bed.server.faults.add({ method: 'getUpdates', effect: { kind: 'duplicate' } });
    bed.server.faults.add({ method: 'getUpdates', effect: { kind: 'reorder' } });
    const { result } = await bed.call('getUpdates');
    const [first = 0] = bed.waiting().map((update) => update.id);
    expect((result as { update_id: number }[]).map((one) => one.update_id - first)).toEqual([1, 1, 0, 0]);
  });

  describe('at a webhook', () => {
    const hook = async (url: string, more: object = {}): Promise<void> => {
      expect((await bed.call('setWebhook', { url, secret_token: 'sesame', ...more })).result).toBe(true);
    };

    it('delivers in order with the secret, and refuses polls meanwhile', async () => {
      receiver = await startReceiver();
      bed.mia.say(bed.bot, 'two');
      await hook(receiver.url);
      await receiver.has(2);
      expect(receiver.received.map(({ update }) => (update['message'] as { text: string }).text)).toEqual([
        'hi',
        'two',
      ]);
      expect(receiver.received[0]?.headers['x-telegram-bot-api-secret-token']).toBe('sesame');
      expect(await bed.refusal('getUpdates')).toMatch(
        /^409 Conflict: can't use getUpdates method while webhook/,
      );
      expect(await bed.refusal('setWebhook', { url: 'http://127.0.0.1:1/' })).toBe(
        '429 Too Many Requests: retry after 1',
      );
    });

    it('tries again at once, then ever later, and tells of it', async () => {
      receiver = await startReceiver((response, count) => {
        response.statusCode = count <= 3 ? 503 : 200;
        response.end();
      });
      await hook(receiver.url);
      await receiver.has(2);
      await expect.poll(() => wire.pending).toBe(1);
      expect((await bed.call('getWebhookInfo')).result).toMatchObject({
        pending_update_count: 1,
        last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
        max_connections: 40,
      });
      await wire.advance(1999);
      expect(receiver.received).toHaveLength(2);
      await wire.advance(1);
      await receiver.has(3);
      await expect.poll(() => wire.pending).toBe(1);
      await wire.advance(4000);
      await receiver.has(4);
      await expect.poll(() => bed.waiting()).toEqual([]);
    });

    it('waits as long as the receiver asks', async () => {
      receiver = await startReceiver((response, count) => {
        if (count === 1) response.writeHead(503, { 'retry-after': '30' });
        response.end();
      });
      await hook(receiver.url);
      await expect.poll(() => wire.pending).toBe(1);
      await wire.advance(29_999);
      expect(receiver.received).toHaveLength(1);
      await wire.advance(1);
      await receiver.has(2);
    });

    it('takes the webhook away from a receiver that is gone for 23 hours', async () => {
      receiver = await startReceiver((response) => {
        response.statusCode = 410;
        response.end();
      });
      await hook(receiver.url);
      await receiver.has(2);
      await expect.poll(() => wire.pending).toBe(1);
      await clock.advance(23 * 3_600_000 + 1);
      await wire.advance(2000);
      await receiver.has(3);
      await expect
        .poll(async () => ((await bed.call('getWebhookInfo')).result as { url: string }).url)
        .toBe('');
    });

    it('delivers twice, and once more when it did not hear the answer', async () => {
      receiver = await startReceiver();
      bed.server.faults.add({ method: 'webhook', count: 1, effect: { kind: 'duplicate' } });
      await hook(receiver.url);
      await receiver.has(2);
      await expect.poll(() => bed.waiting()).toEqual([]);
      bed.server.faults.add({
        method: 'webhook',
        count: 1,
        effect: { kind: 'lose', applied: true, how: 'reset' },
      });
      bed.mia.say(bed.bot, 'again');
      await receiver.has(4);
      const ids = receiver.received.map(({ update }) => update['update_id'] as number);
      expect(new Set(ids.slice(0, 2)).size).toBe(1);
      expect(new Set(ids.slice(2)).size).toBe(1);
      expect(bed.facts('fault').map((fact) => fact.detail)).toEqual([
        'duplicate webhook',
        'lose-after-reset webhook',
      ]);
    });

    it('carries out what stands in the answer, but nothing that would move the hook', async () => {
      const answers = [
        { method: 'sendMessage', chat_id: bed.mia.id, text: 'from the answer' },
        { method: 'deleteWebhook' },
      ];
      receiver = await startReceiver((response, count) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answers[count - 1] ?? {}));
      });
      await hook(receiver.url);
      await receiver.has(1);
      await expect.poll(() => bed.mia.screen(bed.bot).at(-1)?.text).toBe('from the answer');
      bed.mia.say(bed.bot, 'more');
      await receiver.has(2);
      await expect.poll(() => bed.waiting()).toEqual([]);
      expect(((await bed.call('getWebhookInfo')).result as { url: string }).url).toBe(receiver.url);
    });

    it('wants https on its ports where it is told to be strict', async () => {
      bed.server.habits.strictWebhooks = true;
      expect(await bed.refusal('setWebhook', { url: 'http://example.org/' })).toBe(
        '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
      );
      await wire.advance(1000);
      expect(await bed.refusal('setWebhook', { url: 'https://example.org:9000/' })).toBe(
        '400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
      );
    });
  });
});
