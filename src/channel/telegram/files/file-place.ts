import { Api } from 'telegram';
import type { MediaPlace, MediaSource } from '../../../core/event.js';
import { fromText } from '../tl-ids.js';

/** What of a file's place is kept as text: see `MediaPlace.address`. */
interface Written {
  readonly type: 'photo' | 'document';
  readonly id: string;
  readonly hash: string;
  /** The file reference, in base64: it expires and is then asked for anew through the message. */
  readonly reference: string;
  readonly dc: number;
  /** The size of a photo, or of the still of a document; empty for a document itself. */
  readonly size: string;
}

export interface FilePlace {
  readonly dcId: number;
  readonly location: Api.TypeInputFileLocation;
}

/** Longest side, in pixels, that a picture is looked at in: the smallest size that has it is fetched. */
const LOOKED_AT = 1_024;

export function photoSource(photo: Api.TypePhoto | null | undefined): MediaSource | undefined {
  if (!(photo instanceof Api.Photo)) return undefined;
  const still = sizeToLookAt(photo.sizes);
  return still === undefined ? undefined : { still: placeOf('photo', photo, still) };
}

export function documentSource(document: Api.Document): MediaSource {
  const still = sizeToLookAt(document.thumbs ?? []);
  const whole = placeOf('document', document, { type: '', bytes: document.size.toJSNumber() });
  return { whole, ...(still === undefined ? {} : { still: placeOf('document', document, still) }) };
}

function placeOf(
  type: Written['type'],
  { id, accessHash, fileReference, dcId }: Api.Photo | Api.Document,
  size: { readonly type: string; readonly bytes: number },
): MediaPlace {
  const written: Written = {
    type,
    id: id.toString(),
    hash: accessHash.toString(),
    reference: fileReference.toString('base64'),
    dc: dcId,
    size: size.type,
  };
  return { address: JSON.stringify(written), bytes: size.bytes };
}

/**
 * Of the sizes that are fetched as files: cached ones, outlines and stripped previews are too small to be looked at, and
 * the moving sizes of a photo are videos.
 */
function sizeToLookAt(
  sizes: readonly Api.TypePhotoSize[],
): { readonly type: string; readonly bytes: number } | undefined {
  const found = sizes
    .flatMap((size) => {
      const at = { side: 'w' in size ? Math.max(size.w, size.h) : 0, type: size.type };
      if (size instanceof Api.PhotoSize) return [{ ...at, bytes: size.size }];
      if (size instanceof Api.PhotoSizeProgressive) return [{ ...at, bytes: Math.max(...size.sizes) }];
      return [];
    })
    .sort((one, other) => one.side - other.side);
  return found.find(({ side }) => side >= LOOKED_AT) ?? found.at(-1);
}

/** Undefined where the text was written by another version of this program, or is damaged. */
export function readPlace(address: string): FilePlace | undefined {
  const written = parsed(address);
  if (written === undefined) return undefined;
  const { type, id, hash, reference, dc, size } = written;
  const fields = {
    id: fromText(id),
    accessHash: fromText(hash),
    fileReference: Buffer.from(reference, 'base64'),
    thumbSize: size,
  };
  const location =
    type === 'photo' ? new Api.InputPhotoFileLocation(fields) : new Api.InputDocumentFileLocation(fields);
  return { dcId: dc, location };
}

function parsed(address: string): Written | undefined {
  try {
    const written = JSON.parse(address) as Partial<Written>;
    const { type, id, hash, reference, dc, size } = written;
    const isWhole =
      (type === 'photo' || type === 'document') &&
      [id, hash].every((one) => /^-?\d{1,20}$/u.test(one ?? '')) &&
      typeof reference === 'string' &&
      typeof dc === 'number' &&
      typeof size === 'string';
    return isWhole ? (written as Written) : undefined;
  } catch {
    return undefined;
  }
}
