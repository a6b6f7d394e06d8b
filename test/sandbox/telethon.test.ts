import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Api } from 'telegram';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/serving/telegram-server.js';
import { privateKeyPem } from '../support/server-key.js';
import { gramjsClient, gramjsSignIn, type GramjsClient } from './gramjs-client.js';

/** Debian's python3-telethon, where it is installed; elsewhere this file defines nothing. */
const python = ['/usr/bin/python3', 'python3'].find(
  (one) => spawnSync(one, ['-c', 'import telethon'], { stdio: 'ignore' }).status === 0,
);

describe.runIf(python !== undefined)('Telethon, another implementation on an older layer', () => {
  let folder: string;
  let sandbox: TelegramSandbox;
  let ann: GramjsClient;
  let peer: ChildProcess | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'telethon-'));
    sandbox = await startTelegramSandbox({ privateKeyPem });
    await sandbox.people.create({ phone: '+15550001', firstName: 'Ann', username: 'annann' });
    await sandbox.people.create({ phone: '+15550002', firstName: 'Tele', password: 'secret' });
    ann = gramjsClient(sandbox);
    await gramjsSignIn(ann, { phone: '+15550001' });
  });

  afterEach(async () => {
    peer?.kill();
    await ann.client.destroy();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('signs in with a password and chats with a GramJS client', async () => {
    const keyFile = join(folder, 'key.pem');
    writeFileSync(keyFile, sandbox.publicKeyPem);
    const script = fileURLToPath(new URL('telethon_peer.py', import.meta.url));
    const child = spawn(
      python ?? '',
      [script, sandbox.host, String(sandbox.port), keyFile, '+15550002', '22222', 'secret', 'annann'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    peer = child;
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const told: Record<string, unknown>[] = [];
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) told.push(JSON.parse(line) as Record<string, unknown>);
    });

    const died = ended.then((status) =>
      Promise.reject(new Error(`Telethon ended with ${status}: ${complaints}`)),
    );
    const hello = await Promise.race([
      died,
      ann.hears((update): update is Api.UpdateNewMessage => update instanceof Api.UpdateNewMessage),
    ]);
    expect((hello.message as Api.Message).message).toBe('hello from Telethon');
    const question = await ann.client.sendMessage((hello.message as Api.Message).peerId, {
      message: 'stressed',
    });
    const answer = await Promise.race([
      died,
      ann.hears((update): update is Api.UpdateShortMessage => update instanceof Api.UpdateShortMessage),
    ]);
    expect(answer.message).toBe('desserts');
    await ann.client.editMessage((hello.message as Api.Message).peerId, {
      message: question.id,
      text: 'drawer',
    });
    const reaction = await Promise.race([
      died,
      ann.hears(
        (update): update is Api.UpdateMessageReactions => update instanceof Api.UpdateMessageReactions,
      ),
    ]);
    expect(reaction.msgId).toBe(question.id);
    const read = await ann.hears(
      (update): update is Api.UpdateReadHistoryOutbox => update instanceof Api.UpdateReadHistoryOutbox,
    );
    expect(read.maxId).toBe(question.id);
    expect([await ended, complaints]).toEqual([0, '']);
    expect(told).toContainEqual({ signed_in: 'Tele' });
    expect(told).toContainEqual({ heard: 'stressed' });
    expect(told).toContainEqual({ edited: 'drawer' });
    expect(told).toContainEqual({
      history: [
        [true, 'hello from Telethon'],
        [false, 'drawer'],
        [true, 'desserts'],
      ],
    });
  });
});
