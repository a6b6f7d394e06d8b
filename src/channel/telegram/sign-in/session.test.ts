import { AuthKey } from 'telegram/crypto/AuthKey.js';
import { describe, expect, it } from 'vitest';
import { isSessionString, LeanSession, openSession } from './session.js';

async function keyOf(byte: number): Promise<AuthKey> {
  const key = new AuthKey();
  await key.setKey(Buffer.alloc(256, byte));
  return key;
}

describe('the session string', () => {
  it('survives a round trip and a port above 32767', async () => {
    const session = new LeanSession('');
    session.setDC(2, '127.0.0.1', 54_321);
    session.setAuthKey(await keyOf(7));
    const again = new LeanSession(session.save());
    await again.load();
    expect(again.dcId).toBe(2);
    expect(again.serverAddress).toBe('127.0.0.1');
    expect(again.authKey?.getKey()).toEqual(Buffer.alloc(256, 7));
  });

  it('tells about a change once, and never about an empty one', async () => {
    const changes: string[] = [];
    const session = new LeanSession('', (text) => changes.push(text));
    session.setDC(2, '127.0.0.1', 443);
    session.save();
    session.setAuthKey(await keyOf(1));
    session.save();
    session.save();
    session.setAuthKey(undefined);
    session.save();
    expect(changes).toHaveLength(1);
  });

  it('does not quote a damaged string', () => {
    expect(() => openSession('secret-garbage')).toThrow(/damaged/);
    try {
      openSession('secret-garbage');
    } catch (error) {
      expect(String(error)).not.toContain('secret-garbage');
    }
  });

  it('is told from other texts, and from one without a whole key', async () => {
    const session = new LeanSession('');
    session.setDC(2, '127.0.0.1', 443);
    session.setAuthKey(await keyOf(3));
    const text = session.save();
    expect(await isSessionString(text)).toBe(true);
    for (const other of ['', 'hello', '1', `2${text.slice(1)}`, text.slice(0, -40), `1${'A'.repeat(60)}`]) {
      expect(await isSessionString(other)).toBe(false);
    }
  });

  it('keeps no users', () => {
    const session = new LeanSession('');
    session.processEntities();
    expect(session.getEntityRowsById()).toBeUndefined();
  });
});
