import { randomBytes } from 'node:crypto';
import type { TlObject } from '../../mtproto/rpc.js';
import type { World } from '../world/world.js';

export interface StoredFile {
  readonly id: bigint;
  readonly accessHash: bigint;
  readonly mime: string;
  readonly bytes: Buffer;
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

  /** Undefined when a part is missing. */
  assemble(owner: number, fileId: bigint, count: number, mime: string): StoredFile | undefined {
    const key = `${owner}:${fileId}`;
    const file = this.parts.get(key);
    const parts = Array.from({ length: count }, (_, index) => file?.get(index));
    if (count === 0 || parts.some((part) => part === undefined)) return undefined;
    this.parts.delete(key);
    return storeFile(this.world, Buffer.concat(parts.filter((part) => part !== undefined)), mime);
  }

  find(id: bigint): StoredFile | undefined {
    return findFile(this.world, id);
  }
}

export function storeFile(world: World, bytes: Buffer, mime: string): StoredFile {
  const stored = {
    id: randomBytes(8).readBigInt64LE(0),
    accessHash: randomBytes(8).readBigInt64LE(0),
    mime,
    bytes,
  };
  world.db
    .prepare('INSERT INTO files (id, access_hash, mime, bytes) VALUES (?, ?, ?, ?)')
    .run(stored.id.toString(), stored.accessHash.toString(), mime, bytes);
  return stored;
}

export function findFile(world: World, id: bigint): StoredFile | undefined {
  const row = world.db
    .prepare<[string], { access_hash: string; mime: string; bytes: Buffer }>(
      'SELECT access_hash, mime, bytes FROM files WHERE id = ?',
    )
    .get(id.toString());
  return row === undefined
    ? undefined
    : { id, accessHash: BigInt(row.access_hash), mime: row.mime, bytes: row.bytes };
}

/** A stored picture or file as the media of a message. */
export function mediaOf(
  file: StoredFile,
  attributes: readonly TlObject[],
  at: number,
  dcId: number,
): TlObject {
  const common = {
    id: file.id,
    accessHash: file.accessHash,
    fileReference: Buffer.from('sandbox'),
    date: Math.floor(at / 1000),
    dcId,
  };
  if (file.mime === PHOTO_MIME) {
    const { width, height } = pictureSize(file.bytes);
    return {
      _: 'messageMediaPhoto',
      photo: {
        _: 'photo',
        ...common,
        sizes: [{ _: 'photoSize', type: 'x', w: width, h: height, size: file.bytes.length }],
      },
    };
  }
  return {
    _: 'messageMediaDocument',
    voice: attributes.some((one) => one._ === 'documentAttributeAudio' && one['voice'] === true),
    document: {
      _: 'document',
      ...common,
      mimeType: file.mime,
      size: BigInt(file.bytes.length),
      attributes,
    },
  };
}

export const PHOTO_MIME = 'image/jpeg';

/** Width and height from a PNG or JPEG header; a small square where neither is recognised. */
function pictureSize(bytes: Buffer): { width: number; height: number } {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    // Start of frame: C0 to CF without the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { width: 1, height: 1 };
}
