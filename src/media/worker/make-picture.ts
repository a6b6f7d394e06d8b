import type { MadePicture, MediaFault } from './jobs.js';

/** Pixels of a picture that is opened; 7 KB can promise a billion. */
const mostPixels = 24_000_000;
const quality = 80;

/**
 * A picture made small and new: JPEG, upright, without what the camera or the app wrote into it. Of the library's readers
 * only those of the four formats of a chat may run.
 */
export async function makePicture(bytes: Uint8Array, most: number): Promise<MadePicture | MediaFault> {
  const sharp = await loadSharp();
  if (sharp === null) return 'not-able';
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
      'VipsForeignLoadNsgifBuffer',
    ],
  });
  sharp.concurrency(1);
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, pages: 1, failOn: 'error' })
      .rotate()
      .resize(most, most, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, width: info.width, height: info.height };
  } catch {
    return 'unreadable';
  }
}

/** An optional package: without it no picture is opened. */
async function loadSharp() {
  try {
    return (await import('sharp')).default;
  } catch {
    return null;
  }
}
