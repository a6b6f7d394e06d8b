import { randomBytes } from 'node:crypto';
import type { TlObject } from '../../mtproto/rpc.js';
import { headerSize, type PictureSize } from '../world/picture-sizes.js';
import { tlFromJson, tlToJson } from '../world/tl-json.js';
import type { World } from '../world/world.js';

export interface StoredFile {
  readonly id: bigint;
  readonly accessHash: bigint;
  readonly mime: string;
  readonly bytes: Buffer;
  /** The data centre it lies in; 0: the one of the server. */
  readonly dc: number;
  /** Of a photo, or the thumbnail of a document. */
  readonly sizes: readonly PictureSize[];
  readonly attributes: readonly TlObject[];
}

/** Parts wait in memory until a message uses them; Telegram keeps them for hours, the sandbox until it restarts. */
export class Uploads {
  private readonly parts = new Map<string, Map<number, Buffer>>();

  constructor(private readonly world: World) {}

  addPart(owner: number, fileId: bigint, part: number, bytes: Buffer): void {
    const key = `${owner}:${fileId}`;
    const file = this.parts.get(key) ?? new Map<number, Buffer>();
    file.set(part, Buffer.from(bytes));
    this.parts.set(key, file);
  }

  /** The number of the first part that is missing; undefined when all are there. */
  missing(owner: number, fileId: bigint, count: number): number | undefined {
    const file = this.parts.get(`${owner}:${fileId}`);
    return Array.from({ length: Math.max(count, 1) }, (_, index) => index).find((index) => !file?.has(index));
  }

  /** Undefined when a part is missing. */
  take(owner: number, fileId: bigint, count: number): Buffer | undefined {
    const key = `${owner}:${fileId}`;
    const file = this.parts.get(key);
    if (this.missing(owner, fileId, count) !== undefined) return undefined;
    this.parts.delete(key);
    return Buffer.concat(Array.from({ length: count }, (_, index) => file?.get(index) ?? Buffer.alloc(0)));
  }

  find(id: bigint): StoredFile | undefined {
    return findFile(this.world, id);
  }
}

export interface FilePlace {
  readonly dc?: number;
  readonly sizes?: readonly PictureSize[];
  readonly attributes?: readonly TlObject[];
}

export function storeFile(
  world: World,
  bytes: Buffer,
  mime: string,
  { dc = 0, sizes = [], attributes = [] }: FilePlace = {},
): StoredFile {
  const stored = {
    id: randomBytes(8).readBigInt64LE(0),
    accessHash: randomBytes(8).readBigInt64LE(0),
    mime,
    bytes,
    dc,
    sizes,
    attributes,
  };
  world.db
    .prepare('INSERT INTO files (id, access_hash, mime, bytes) VALUES (?, ?, ?, ?)')
    .run(stored.id.toString(), stored.accessHash.toString(), mime, bytes);
  world.db
    .prepare('INSERT INTO file_facts (file, dc, attributes) VALUES (?, ?, ?)')
    .run(stored.id.toString(), dc, tlToJson(attributes));
  for (const { type, w, h, bytes: own } of sizes) {
    world.db
      .prepare('INSERT INTO file_sizes (file, type, w, h, bytes) VALUES (?, ?, ?, ?, ?)')
      .run(stored.id.toString(), type, w, h, own);
  }
  return stored;
}

export function findFile(world: World, id: bigint): StoredFile | undefined {
  const row = world.db
    .prepare<
      [string],
      { access_hash: string; mime: string; bytes: Buffer; dc: number | null; attributes: string | null }
    >(
      'SELECT access_hash, mime, bytes, dc, attributes FROM files LEFT JOIN file_facts ON file = id WHERE id = ?',
    )
    .get(id.toString());
  if (row === undefined) return undefined;
  const sizes = world.db
    .prepare<[string], PictureSize>('SELECT type, w, h, bytes FROM file_sizes WHERE file = ? ORDER BY w * h')
    .all(id.toString());
  return {
    id,
    accessHash: BigInt(row.access_hash),
    mime: row.mime,
    bytes: row.bytes,
    dc: row.dc ?? 0,
    sizes,
    attributes: row.attributes === null ? [] : (tlFromJson(row.attributes) as readonly TlObject[]),
  };
}

/** A stored picture or file as the media of a message. */
export function mediaOf(
  file: StoredFile,
  attributes: readonly TlObject[],
  at: number,
  dcId: number,
  ttlSeconds?: number,
): TlObject {
  const common = {
    id: file.id,
    accessHash: file.accessHash,
    // Each who is shown the message is given a reference of their own (FileReferences).
    fileReference: Buffer.alloc(0),
    date: Math.floor(at / 1000),
    dcId: file.dc === 0 ? dcId : file.dc,
  };
  const vanishes = ttlSeconds === undefined ? {} : { ttlSeconds };
  const sizes = file.sizes.map(({ type, w, h, bytes }) => ({
    _: 'photoSize',
    type,
    w,
    h,
    size: bytes.length,
  }));
  if (file.mime === PHOTO_MIME) {
    const { w, h } = headerSize(file.bytes);
    const only = [{ _: 'photoSize', type: 'x', w, h, size: file.bytes.length }];
    return {
      _: 'messageMediaPhoto',
      ...vanishes,
      photo: { _: 'photo', ...common, sizes: sizes.length === 0 ? only : sizes },
    };
  }
  const has = (name: string, flag: string): boolean =>
    attributes.some((one) => one._ === name && one[flag] === true);
  return {
    _: 'messageMediaDocument',
    ...vanishes,
    voice: has('documentAttributeAudio', 'voice'),
    round: has('documentAttributeVideo', 'roundMessage'),
    video: attributes.some((one) => one._ === 'documentAttributeVideo'),
    document: {
      _: 'document',
      ...common,
      mimeType: file.mime,
      size: BigInt(file.bytes.length),
      ...(sizes.length === 0 ? {} : { thumbs: sizes }),
      attributes,
    },
  };
}

export const PHOTO_MIME = 'image/jpeg';
