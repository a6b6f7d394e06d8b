import bigInt from 'big-integer';
import helpers from 'telegram/Helpers.js';

/** What GramJS turns between bytes and whole numbers with, under the names it calls them by. */
type IntegerHelpers = Pick<typeof helpers, 'readBigIntFromBuffer' | 'readBufferFromBigInt'>;

/** Long and byte strings of MTProto have 8 bytes; everything else is rare and left to the library. */
const longBytes = 8;

/**
 * Read and write 64-bit numbers natively. GramJS 2.26.22 goes by hexadecimal strings, which made a quarter of all
 * garbage of a turn; the results are the same (`fast-integers.test.ts`). Called once, before the first connection;
 * calling it again changes nothing.
 */
export function useFastIntegers(): void {
  const known = helpers as IntegerHelpers & { readonly kindred?: true };
  if (known.kindred) return;
  Object.assign(helpers, { ...fastIntegers(known), kindred: true });
  const prototype = Object.getPrototypeOf(bigInt(1)) as BitOperations;
  Object.assign(prototype, fastBits(prototype));
}

/** The operations of big-integer by which GramJS takes a number apart into its bytes, eight times a number. */
type BitOperations = Pick<bigInt.BigInteger, 'and' | 'shiftRight'>;

/** What big-integer 1.6 keeps a number in where the engine has its own. */
interface Holder {
  readonly value?: unknown;
}

const heldIn = (number: unknown): unknown =>
  typeof number === 'object' && number !== null ? (number as Holder).value : number;

/**
 * The same operations on the engine's own numbers. big-integer 1.6.52 divides its way to them digit by digit, even where it
 * holds such a number: a sixth of what was left of the garbage of a turn. GramJS keeps the function that calls them out of
 * reach (`tl/api.js` takes it when it is loaded), so they are mended where it finds them.
 */
export function fastBits(slow: BitOperations): BitOperations {
  // Taken now: where they are mended they are put in the place of these, and would fall back to themselves.
  const { and, shiftRight } = slow;
  return {
    and(this: bigInt.BigInteger, other) {
      const [one, two] = [heldIn(this), heldIn(other)];
      if (typeof one !== 'bigint') return and.call(this, other);
      if (typeof two === 'bigint') return bigInt(one & two);
      return Number.isSafeInteger(two) ? bigInt(one & BigInt(two as number)) : and.call(this, other);
    },
    shiftRight(this: bigInt.BigInteger, by) {
      const [number, bits] = [heldIn(this), heldIn(by)];
      if (typeof number !== 'bigint' || !isFew(bits)) return shiftRight.call(this, by);
      return bigInt(number >> BigInt(bits));
    },
  };
}

/** As many bits as MTProto's longest numbers have, and then some. */
const mostBits = 4_096;
const isFew = (bits: unknown): bits is number | bigint =>
  (typeof bits === 'bigint' || Number.isInteger(bits)) &&
  (bits as number) >= 0 &&
  (bits as number) <= mostBits;

/** The same two functions, falling back to the given ones where a number is not a whole 64 bits long. */
export function fastIntegers({ readBigIntFromBuffer, readBufferFromBigInt }: IntegerHelpers): IntegerHelpers {
  return {
    readBigIntFromBuffer(buffer, little = true, signed = false) {
      if (buffer.length !== longBytes) return readBigIntFromBuffer(buffer, little, signed);
      const value = little
        ? signed
          ? buffer.readBigInt64LE()
          : buffer.readBigUInt64LE()
        : signed
          ? buffer.readBigInt64BE()
          : buffer.readBigUInt64BE();
      return bigInt(value);
    },
    readBufferFromBigInt(value, bytes, little = true, signed = false) {
      if (bytes !== longBytes || typeof value === 'undefined') {
        return readBufferFromBigInt(value, bytes, little, signed);
      }
      const native = BigInt(value.toString());
      const fits = signed
        ? BigInt.asIntN(64, native) === native || BigInt.asUintN(64, native) === native
        : BigInt.asUintN(64, native) === native;
      // What does not fit is refused in the library's own words.
      if (!fits) return readBufferFromBigInt(value, bytes, little, signed);
      const buffer = Buffer.alloc(longBytes);
      if (little) buffer.writeBigUInt64LE(BigInt.asUintN(64, native));
      else buffer.writeBigUInt64BE(BigInt.asUintN(64, native));
      return buffer;
    },
  };
}
