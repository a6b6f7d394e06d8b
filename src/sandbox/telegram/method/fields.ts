import { RpcError, type TlObject, type TlValue } from '../../mtproto/rpc.js';

/** Reading decoded calls. The codec has checked them against the schema; an absent optional field gets its neutral value. */
export function textOf(object: TlObject, field: string): string {
  const value = object[field];
  return typeof value === 'string' ? value : '';
}

export function numberOf(object: TlObject, field: string): number {
  const value = object[field];
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : 0;
}

export function longOf(object: TlObject, field: string): bigint {
  const value = object[field];
  if (typeof value === 'number') return BigInt(value);
  return typeof value === 'bigint' ? value : 0n;
}

export function flagOf(object: TlObject, field: string): boolean {
  return object[field] === true;
}

export function bytesOf(object: TlObject, field: string): Buffer {
  const value = object[field];
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

export function isObject(value: TlValue): value is TlObject {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value) && '_' in value;
}

export function optionalObject(object: TlObject, field: string): TlObject | undefined {
  const value = object[field];
  return isObject(value) ? value : undefined;
}

export function objectOf(object: TlObject, field: string): TlObject {
  const value = optionalObject(object, field);
  if (value === undefined) throw new RpcError(400, 'INPUT_REQUEST_INVALID');
  return value;
}

function listOf(object: TlObject, field: string): readonly TlValue[] {
  const value = object[field];
  return Array.isArray(value) ? (value as readonly TlValue[]) : [];
}

export function objectsOf(object: TlObject, field: string): TlObject[] {
  return listOf(object, field).filter(isObject);
}

export function numbersOf(object: TlObject, field: string): number[] {
  return listOf(object, field).map(Number);
}
