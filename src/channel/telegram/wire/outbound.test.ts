import { randomBytes } from 'node:crypto';
import bigInt from 'big-integer';
import { AuthKey } from 'telegram/crypto/AuthKey.js';
import { MTProtoState } from 'telegram/network/MTProtoState.js';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../core/clock.js';
import { systemClock } from '../../../lib/system-clock.js';
import { native } from '../tl/tl-class.js';
import { sealPackets, type SealingState } from './outbound.js';

const key = randomBytes(256);
const authKey = new AuthKey();
await authKey.setKey(key);
const logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
function aState(): SealingState {
  const state = new MTProtoState(authKey, logger, true) as unknown as SealingState;
  return Object.assign(state, { salt: bigInt(-3), id: bigInt('-9223372036854775808') });
}
const ours = (clock: Clock = systemClock()): SealingState => {
  const state = aState();
  sealPackets(state, clock);
  return state;
};
const written = async (state: SealingState, data: Buffer): Promise<Buffer> => {
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

  it.each([3 * 86_400, -3 * 86_400])(
    'are numbered by the clock of the server once it refused a number, with our clock %d s away',
    (away) => {
      const clock = systemClock();
      const state = ours({ ...clock, now: () => clock.now() + away * 1_000 });
      const refused = native(state._getNewMsgId());
      const server = BigInt(Math.floor(clock.now() / 1_000));
      expect(Math.abs(state.updateTimeOffset(bigInt(server << 32n)) + away)).toBeLessThan(5);
      const next = native(state._getNewMsgId());
      expect(Math.abs(Number((next >> 32n) - server))).toBeLessThan(5);
      expect(Number((refused - next) >> 32n) * Math.sign(away)).toBeGreaterThan(86_400);
    },
  );
});
