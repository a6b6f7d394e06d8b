/** One of the sizes Telegram keeps a photo in. */
export interface PictureSize {
  readonly type: string;
  readonly w: number;
  readonly h: number;
  readonly bytes: Buffer;
}

/** The longest side of each size (core.telegram.org/api/files, "Image thumbnail types"). */
const boxes = [
  ['m', 320],
  ['x', 800],
  ['y', 1280],
  ['w', 2560],
] as const;

/**
 * A picture as Telegram keeps it: JPEG in every size up to its own, without what the camera wrote. Where the library
 * that scales is not installed, or cannot read it, as the one size it came in.
 */
export async function pictureSizes(bytes: Buffer): Promise<readonly PictureSize[]> {
  try {
    const { default: sharp } = await import('sharp');
    const { width, height } = await sharp(bytes).metadata();
    const longest = Math.max(width, height);
    const wanted = boxes.filter(
      ([, side], at) => at === 0 || longest > (boxes[at - 1]?.[1] ?? 0) || side <= longest,
    );
    return await Promise.all(
      wanted.map(async ([type, side]) => {
        const { data, info } = await sharp(bytes)
          .rotate()
          .resize(side, side, { fit: 'inside', withoutEnlargement: true })
          .jpeg({ quality: 87 })
          .toBuffer({ resolveWithObject: true });
        return { type, w: info.width, h: info.height, bytes: data };
      }),
    );
  } catch {
    return [{ type: 'x', ...headerSize(bytes), bytes }];
  }
}

/** Width and height from a PNG or JPEG header; a small square where neither is recognised. */
export function headerSize(bytes: Buffer): { readonly w: number; readonly h: number } {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { w: bytes.readUInt32BE(16), h: bytes.readUInt32BE(20) };
  }
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    // Start of frame: C0 to CF without the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { w: bytes.readUInt16BE(at + 7), h: bytes.readUInt16BE(at + 5) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { w: 1, h: 1 };
}
