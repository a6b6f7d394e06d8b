import bigInt from 'big-integer';
import fc from 'fast-check';
import { readBigIntFromBuffer, readBufferFromBigInt } from 'telegram/Helpers.js';
import { describe, expect, it } from 'vitest';
import { fastBits, fastIntegers } from './fast-integers.js';

const library = { readBigIntFromBuffer, readBufferFromBigInt };
const fast = fastIntegers(library);

/** What a call comes to: its value, or that it was refused and why. */
function outcome(call: () => { toString(radix?: never): string }): string {
  try {
    return call().toString();
  } catch (cause) {
    return String(cause);
  }
}

describe('fast integers', () => {
  it('read bytes as the library does, of any length, order and sign', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 17 }),
        fc.boolean(),
        fc.boolean(),
        (bytes, little, signed) => {
          const buffer = Buffer.from(bytes);
          expect(fast.readBigIntFromBuffer(buffer, little, signed).toString()).toBe(
            library.readBigIntFromBuffer(buffer, little, signed).toString(),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('write numbers as the library does, and refuse what it refuses', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
        fc.constantFrom(4, 8, 16),
        fc.boolean(),
        fc.boolean(),
        (value, bytes, little, signed) => {
          const write = ({ readBufferFromBigInt: by }: typeof fast): string =>
            outcome(() => by(bigInt(value), bytes, little, signed).toJSON().data);
          expect(write(fast)).toBe(write(library));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('shift and mask as the library does, whatever they are given', () => {
    const prototype = Object.getPrototypeOf(bigInt(1)) as bigInt.BigInteger;
    const { and, shiftRight } = prototype;
    const slow = { and, shiftRight };
    const quick = fastBits(slow);
    const numbers = fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n });
    const operands = fc.oneof(
      numbers.map((value) => bigInt(value)),
      fc.integer(),
      fc.constantFrom(255, 0, -1, 1.5, NaN, 2 ** 60, '255', 'x'),
    );
    fc.assert(
      fc.property(numbers, operands, (value, other) => {
        const by = ({ and: both }: typeof slow): string => outcome(() => both.call(bigInt(value), other));
        expect(by(quick)).toBe(by(slow));
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(
        numbers,
        fc.oneof(
          fc.integer({ min: -8, max: 400 }),
          fc.constantFrom(1.5, NaN, '8', bigInt(0), bigInt(32), bigInt(-3), bigInt(5_000)),
        ),
        (value, bits) => {
          const by = ({ shiftRight: shifted }: typeof slow): string =>
            outcome(() => shifted.call(bigInt(value), bits));
          expect(by(quick)).toBe(by(slow));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('fall back to what stood there before, put in its place', () => {
    const prototype = Object.getPrototypeOf(bigInt(1)) as bigInt.BigInteger;
    const place = { and: prototype.and, shiftRight: prototype.shiftRight };
    Object.assign(place, fastBits(place));
    const number = bigInt(-300);
    expect(String(place.shiftRight.call(number, '2'))).toBe('-75');
    expect(String(place.shiftRight.call(number, -2))).toBe('-1200');
    expect(String(place.and.call(number, '255'))).toBe('212');
  });
});
