import type { TlValue } from '../../mtproto/rpc.js';

/** TL values as JSON text: 64-bit integers and bytes keep their kind. */
export function tlToJson(value: TlValue): string {
  return JSON.stringify(pack(value));
}

export function tlFromJson(text: string): TlValue {
  return unpack(JSON.parse(text));
}

function pack(value: TlValue): unknown {
  if (typeof value === 'bigint') return { $long: value.toString() };
  if (Buffer.isBuffer(value)) return { $bytes: value.toString('base64') };
  if (Array.isArray(value)) return value.map((item: TlValue) => pack(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item)]));
  }
  return value;
}

function unpack(value: unknown): TlValue {
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    if (typeof record['$long'] === 'string') return BigInt(record['$long']);
    if (typeof record['$bytes'] === 'string') return Buffer.from(record['$bytes'], 'base64');
    return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, unpack(item)])) as TlValue;
  }
  return value as TlValue;
}
