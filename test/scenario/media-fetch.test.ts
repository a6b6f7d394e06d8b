import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../src/core/event.js';
import { peerId, remoteMessageId } from '../../src/core/ids.js';
import type { Channel } from '../../src/channel/contract.js';
import type { FileWish } from '../../src/sandbox/people/send-file.js';
import { plainJpeg } from '../support/media-files.js';
import { sandboxForTest, signIn, telegramChannel } from '../support/telegram-world.js';

async function chat() {
  const sandbox = await sandboxForTest();
  const { session, self } = await signIn(sandbox, '+15550001');
  const account = Number(self);
  const { id } = await sandbox.people.create({ firstName: 'Ben', phone: '15550002' });
  const ben = sandbox.people.person(id);
  const { channel, store } = telegramChannel(sandbox, session);
  await channel.open(store);
  /** What came of a file that Ben sends, and its bytes as they were put up. */
  async function came(wish: FileWish): Promise<{ attachment: Attachment; messageId: string }> {
    const before = store.messages.length;
    await ben.sendFile(account, wish);
    await store.until((one) => one.messages.length > before);
    const message = store.messages.at(-1);
    const attachment = message?.attachments[0];
    if (message === undefined || attachment === undefined) throw new Error('nothing came with it');
    return { attachment, messageId: message.messageId };
  }
  return { sandbox, account, ben, channel, came, peer: peerId(String(id)) };
}

async function fetch(
  channel: Channel,
  { attachment, messageId }: { attachment: Attachment; messageId: string },
  most = 20_000_000,
) {
  const { source } = attachment;
  const place = source?.whole ?? source?.still;
  if (place === undefined) throw new Error('there is nothing to fetch');
  return channel.fetchMedia({
    peer: peerId('1'),
    messageId: remoteMessageId(messageId),
    place,
    isStill: source?.whole === undefined,
    most,
    signal: new AbortController().signal,
  });
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a file that somebody sent', () => {
  it('is fetched whole: from home, from abroad, over more than a megabyte, and again after its address expired', async () => {
    const { sandbox, came, channel } = await chat();
    for (const [dc, size] of [
      [2, 300_000],
      [4, 300_000],
      [4, 2_500_000],
      [5, 131_072],
    ] as const) {
      const bytes = randomBytes(size);
      const sent = await came({ as: 'document', bytes, name: 'a.bin', dc });
      sandbox.world.references.expire();
      const fetched = await fetch(channel, sent);
      expect(fetched.ok && sha(fetched.value)).toBe(sha(bytes));
    }
  });

  it('is looked at in the size that is worth looking at', async () => {
    const { came, channel } = await chat();
    const picture = await plainJpeg(3_000, 2_000);
    const sent = await came({ as: 'photo', bytes: picture, dc: 4 });
    const fetched = await fetch(channel, sent);
    const { default: sharp } = await import('sharp');
    const { width } = await sharp(fetched.ok ? fetched.value : Buffer.alloc(0)).metadata();
    expect(width).toBe(1_280);
  });

  it('is not taken in beyond what is allowed, nor where it is shorter than announced, nor once it is gone', async () => {
    const { sandbox, came, channel, ben, account } = await chat();
    const sent = await came({ as: 'document', bytes: randomBytes(700_000) });
    expect(await fetch(channel, sent, 200_000)).toMatchObject({ failure: { kind: 'media-gone' } });
    const place = sent.attachment.source?.whole;
    const lied = { ...sent.attachment, source: { whole: { address: place?.address ?? '', bytes: 700_001 } } };
    expect(await fetch(channel, { ...sent, attachment: lied })).toMatchObject({
      failure: { code: 'SIZE_DIFFERS' },
    });
    sandbox.world.references.expire();
    ben.delete([ben.latest(account, 'me')?.id ?? 0]);
    expect(await fetch(channel, sent)).toMatchObject({ failure: { kind: 'media-gone' } });
  });

  it('costs no more than itself where the other data centre is down, and none of the account', async () => {
    const { sandbox, came, channel, account } = await chat();
    const sent = await came({ as: 'document', bytes: randomBytes(1_000), dc: 4 });
    sandbox.rules.add({
      method: 'auth.importAuthorization',
      effect: { kind: 'error', code: 400, type: 'DC_ID_INVALID' },
    });
    expect((await fetch(channel, sent)).ok).toBe(false);
    sandbox.rules.clear();
    expect((await fetch(channel, sent)).ok).toBe(true);
    expect((await channel.probe()).ok).toBe(true);
    expect(sandbox.world.journal.read({ user: account, kinds: ['signed-out'] })).toEqual([]);
    // What comes to the account still comes.
    expect((await came({ as: 'document', bytes: randomBytes(10) })).attachment.kind).toBe('file');
  });

  it('is nothing of ours where it vanishes once it is opened', async () => {
    const { came } = await chat();
    const picture = await plainJpeg(100, 100);
    const { attachment } = await came({ as: 'photo', bytes: picture, ttlSeconds: 0x7fffffff });
    expect(attachment).toEqual({ kind: 'photo', ephemeral: true });
    const note = await came({ as: 'voice', bytes: randomBytes(10), seconds: 7, ttlSeconds: 0x7fffffff });
    expect(note.attachment).toEqual({ kind: 'voice', ephemeral: true, seconds: 7 });
  });

  it('is told apart by what it is: voice, round, clip, video, music, sticker, file', async () => {
    const { came } = await chat();
    const kinds = ['voice', 'round', 'gif', 'video', 'audio', 'sticker', 'document'] as const;
    const found: string[] = [];
    for (const as of kinds) found.push((await came({ as, bytes: randomBytes(10) })).attachment.kind);
    expect(found).toEqual(['voice', 'round', 'gif', 'video', 'audio', 'sticker', 'file']);
  });
});

it('a voice message is shown as played to who sent it, once', async () => {
  const { sandbox, came, channel, peer, account } = await chat();
  const sent = await came({ as: 'voice', bytes: randomBytes(100), seconds: 3 });
  for (let time = 0; time < 2; time += 1) {
    await channel.markListened(peer, [remoteMessageId(sent.messageId)]);
  }
  expect(sandbox.world.journal.read({ user: account, kinds: ['listened'] })).toHaveLength(1);
});
