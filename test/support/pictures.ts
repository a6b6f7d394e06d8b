/** Pictures with words in their Exif data, or without any: enough of one to be told what it is. */

/** Exif with one UserComment, as writers of WebP cards make it. */
function exifWith(comment: string): Buffer {
  const value = Buffer.concat([Buffer.from('ASCII\0\0\0', 'latin1'), Buffer.from(comment, 'utf8')]);
  const tiff = Buffer.alloc(8 + 18 + 18);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  const field = (at: number, tag: number, type: number, count: number, where: number): void => {
    tiff.writeUInt16LE(1, at);
    tiff.writeUInt16LE(tag, at + 2);
    tiff.writeUInt16LE(type, at + 4);
    tiff.writeUInt32LE(count, at + 6);
    tiff.writeUInt32LE(where, at + 10);
  };
  field(8, 0x8769, 4, 1, 26);
  field(26, 0x9286, 7, value.length, tiff.length);
  return Buffer.concat([tiff, value]);
}

export function webpWith(comment: string | null): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const body = [
    chunk('VP8 ', Buffer.alloc(10)),
    ...(comment === null ? [] : [chunk('EXIF', exifWith(comment))]),
  ];
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...body]));
}

export function jpegWith(comment: string | null): Buffer {
  const exif =
    comment === null ? Buffer.from('JFIF\0') : Buffer.concat([Buffer.from('Exif\0\0'), exifWith(comment)]);
  const head = Buffer.from([0xff, 0xd8, 0xff, comment === null ? 0xe0 : 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 4);
  return Buffer.concat([head, exif, Buffer.from([0xff, 0xd9])]);
}
