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
}

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
