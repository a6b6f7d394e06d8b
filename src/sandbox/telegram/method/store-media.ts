import { RpcError, type TlObject } from '../../mtproto/rpc.js';
import { pictureSizes } from '../world/picture-sizes.js';
import { contactCard } from './contact-card.js';
import type { SignedInContext } from './context.js';
import { bytesOf, longOf, numberOf, objectOf, objectsOf, optionalObject, textOf } from './fields.js';
import { mediaOf, PHOTO_MIME, storeFile } from './uploads.js';

/** What a message is to carry, as it will be shown: put up just now, sent before, or no file at all. */
export async function storeMedia(input: TlObject, context: SignedInContext): Promise<TlObject> {
  switch (input._) {
    case 'inputMediaContact':
      return contactCard(input, context);
    case 'inputMediaGeoPoint':
      return { _: 'messageMediaGeo', geo: point(objectOf(input, 'geoPoint')) };
    case 'inputMediaVenue':
      return { ...input, _: 'messageMediaVenue', geo: point(objectOf(input, 'geoPoint')) };
    case 'inputMediaUploadedPhoto':
    case 'inputMediaUploadedDocument':
      return putUp(input, context);
    default: {
      const known = sentBefore(input, context);
      if (known === undefined) throw new RpcError(400, 'MEDIA_INVALID');
      return known;
    }
  }
}

/** A file that Telegram has already, named by id: whoever names it must have been shown it lately. */
export function sentBefore(input: TlObject, context: SignedInContext): TlObject | undefined {
  if (input._ !== 'inputMediaPhoto' && input._ !== 'inputMediaDocument') return undefined;
  const named = optionalObject(input, 'id');
  if (named === undefined) return undefined;
  const file = context.uploads.find(longOf(named, 'id'));
  if (file === undefined || file.accessHash !== longOf(named, 'accessHash'))
    throw new RpcError(400, 'MEDIA_EMPTY');
  const refused = context.world.references.refusal(context.self, file.id, bytesOf(named, 'fileReference'));
  if (refused !== undefined) throw new RpcError(400, refused);
  return mediaOf(file, file.attributes, context.world.clock.now(), context.address.dcId);
}

async function putUp(input: TlObject, context: SignedInContext): Promise<TlObject> {
  const { world, uploads, self, address } = context;
  const file = objectOf(input, 'file');
  const id = longOf(file, 'id');
  const count = numberOf(file, 'parts');
  const missing = uploads.missing(self, id, count);
  if (missing !== undefined) {
    throw new RpcError(400, count === 0 ? 'FILE_PARTS_INVALID' : `FILE_PART_${missing}_MISSING`);
  }
  const bytes = uploads.take(self, id, count);
  if (bytes === undefined) throw new RpcError(400, 'FILE_PARTS_INVALID');
  const isPhoto = input._ === 'inputMediaUploadedPhoto';
  // A photo is taken for one by its name as well.
  if (isPhoto && !textOf(file, 'name').includes('.')) throw new RpcError(400, 'PHOTO_EXT_INVALID');
  const attributes = objectsOf(input, 'attributes');
  const stored = isPhoto
    ? storeFile(world, bytes, PHOTO_MIME, { sizes: await pictureSizes(bytes) })
    : storeFile(world, bytes, textOf(input, 'mimeType') || 'application/octet-stream', { attributes });
  const media = mediaOf(stored, attributes, world.clock.now(), address.dcId);
  return world.references.shown(media, self);
}

function point(input: TlObject): TlObject {
  return { _: 'geoPoint', long: input['long'], lat: input['lat'], accessHash: 0n };
}
