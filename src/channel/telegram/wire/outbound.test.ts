import { randomBytes } from 'node:crypto';
import bigInt from 'big-integer';
import { AuthKey } from 'telegram/crypto/AuthKey.js';
import { MTProtoState } from 'telegram/network/MTProtoState.js';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/system-clock.js';
import { sealPackets, type SealingState } from './outbound.js';

type State = SealingState & {
  updateTimeOffset(id: bigInt.BigInteger): number;
  decryptMessageData(body: Buffer): Promise<unknown>;
};

const key = randomBytes(256);
const authKey = new AuthKey();
await authKey.setKey(key);
const logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
function aState(): State {
  const state = new MTProtoState(authKey, logger, true) as unknown as State;
  return Object.assign(state, { salt: bigInt(-3), id: bigInt('-9223372036854775808') });
}
const ours = (): State => {
  const state = aState();
  sealPackets(state, systemClock());
  return state;
};
const written = async (state: State, data: Buffer): Promise<Buffer> => {
  const parts: Buffer[] = [];
  await state.writeDataAsMessage({ write: (bytes) => parts.push(bytes) }, data, true);
  return Buffer.concat(parts);
};

describe('packets made in the place of the library', () => {
  it('have the same keys, for both directions', async () => {
    for (const isClient of [true, false]) {
      const msgKey = randomBytes(16);
      expect(await ours()._calcKey(key, msgKey, isClient)).toEqual(
        await aState()._calcKey(key, msgKey, isClient),
      );
    }
  });

  it('are as long as the library makes them, and hold what was said behind salt and session', async () => {
    for (const length of [0, 1, 15, 16, 100, 4_000]) {
      const data = randomBytes(length);
      const [own, their] = await Promise.all(
        [ours(), aState()].map((state) => state.encryptMessageData(data)),
      );
      expect(own?.length).toBe(their?.length);
      expect(own?.subarray(0, 8)).toEqual(their?.subarray(0, 8));
    }
  });

  it('frame a message as the library does, with numbers that only grow', async () => {
    const data = randomBytes(700);
    const [own, their] = [await written(ours(), data), await written(aState(), data)];
    expect(own.subarray(8)).toEqual(their.subarray(8));
    expect(Math.abs(own.readInt32LE(4) - their.readInt32LE(4))).toBeLessThan(5);
    const state = ours();
    const ids = Array.from({ length: 50 }, () => BigInt(state._getNewMsgId().toString()));
    expect(ids.every((id, at) => id % 4n === 0n && (at === 0 || id > (ids[at - 1] ?? 0n)))).toBe(true);
  });
});
