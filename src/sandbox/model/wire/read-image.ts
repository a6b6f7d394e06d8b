import type { WireBlock, WirePicture } from './wire.js';

/**
 * What the Messages API asks of an image block (platform.claude.com, vision, and the errors that its users report): base64
 * of JPEG, PNG, GIF or WebP, bytes that are what `media_type` says, 5 MB and 8,000 pixels a side at most; 2,000 pixels
 * where a request holds more than twenty.
 */
const most = { bytes: 5 * 1_024 * 1_024, side: 8_000, crowd: 20, sideInCrowd: 2_000 };
const types = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** The picture, or the message of the error. */
export function readImage(source: unknown, where: string): WirePicture | string {
  if (typeof source !== 'object' || source === null) return `${where}.source: Field required`;
  const { type, media_type: said, data } = source as Record<string, unknown>;
  if (type === 'url') return 'Unable to download the file. Please verify the URL and try again.';
  if (type !== 'base64' || typeof data !== 'string') return `${where}.source.base64.data: Field required`;
  if (typeof said !== 'string' || !types.includes(said)) {
    return `${where}.source.base64.media_type: Input should be ${types.map((one) => `'${one}'`).join(', ')}`;
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(data)) return `${where}.source.base64: Invalid base64 data`;
  const bytes = Buffer.from(data, 'base64');
  if (bytes.length > most.bytes) {
    return `${where}.source.base64: image exceeds 5 MB maximum: ${bytes.length} bytes > ${most.bytes} bytes`;
  }
  const found = headerOf(bytes);
  if (found === null) return 'Could not process image';
  if (found.type !== said) {
    return `${where}.source.base64: The image was specified using the ${said} media type, but the image appears to be a ${found.type} image`;
  }
  if (Math.max(found.width, found.height) > most.side) {
    return `${where}.source.base64.data: At least one of the image dimensions exceed max allowed size: 8000 pixels`;
  }
  return { bytes, width: found.width, height: found.height };
}

/** The message of the error, or nothing. */
export function tooManyPictures(blocks: readonly WireBlock[]): string | null {
  const pictures = blocks.flatMap(({ picture }) => (picture === undefined ? [] : [picture]));
  if (pictures.length <= most.crowd) return null;
  const isLarge = pictures.some(({ width, height }) => Math.max(width, height) > most.sideInCrowd);
  return isLarge
    ? 'At least one of the image dimensions exceed max allowed size for many-image requests: 2000 pixels'
    : null;
}

function headerOf(bytes: Buffer): { type: string; width: number; height: number } | null {
  if (bytes.length < 16) return null;
  if (bytes.readUInt32BE(0) === 0x89504e47 && bytes.length >= 24) {
    return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.toString('latin1', 0, 3) === 'GIF') {
    return { type: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') {
    return { type: 'image/webp', width: 512, height: 512 };
  }
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegSize(bytes) : null;
}

function jpegSize(bytes: Buffer): { type: string; width: number; height: number } | null {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    // Start of frame: C0 to CF without the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { type: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
