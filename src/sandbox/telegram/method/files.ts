import { RpcError, type TlObject, type TlValue } from '../../mtproto/rpc.js';
import type { SignedInContext, SignedInMethod } from './context.js';
import { bytesOf, flagOf, longOf, numberOf, objectOf, textOf } from './fields.js';
import { PHOTO_MIME, type StoredFile } from './uploads.js';

/** Rules of https://core.telegram.org/api/files: how files are put up in parts and fetched in pieces. */
export const fileMethods: Readonly<Record<string, SignedInMethod>> = {
  'upload.saveFilePart': (call, context) => savePart(call, context),
  'upload.saveBigFilePart': (call, context) => savePart(call, context),
  'upload.getFile': (call, context) => {
    const location = objectOf(call, 'location');
    const file = context.uploads.find(longOf(location, 'id'));
    if (file === undefined || file.accessHash !== longOf(location, 'accessHash')) {
      throw new RpcError(400, 'LOCATION_INVALID');
    }
    const home = context.address.dcId;
    const here = context.sessions.abroadIn(context.caller.keyId) ?? home;
    const lies = file.dc === 0 ? home : file.dc;
    if (lies !== here) throw new RpcError(303, `FILE_MIGRATE_${lies}`);
    const refused = context.world.references.refusal(
      context.self,
      file.id,
      bytesOf(location, 'fileReference'),
    );
    if (refused !== undefined) throw new RpcError(400, refused);
    const bytes = piece(call, bytesAt(file, location));
    context.world.journal.write(context.world.clock.now(), 'fetched', context.self, 0, null, {
      detail: location._,
      count: bytes.length,
    });
    return {
      _: 'upload.file',
      type: { _: file.mime === PHOTO_MIME ? 'storage.fileJpeg' : 'storage.fileUnknown' },
      mtime: 0,
      bytes,
    };
  },
};

/** A photo is fetched in one of its sizes, a document as it is or by the size of its thumbnail. */
function bytesAt(file: StoredFile, location: TlObject): Buffer {
  const wanted = textOf(location, 'thumbSize');
  if (location._ === 'inputDocumentFileLocation' && wanted === '') return file.bytes;
  const size = file.sizes.find(({ type }) => type === wanted);
  if (size !== undefined) return size.bytes;
  if (location._ === 'inputPhotoFileLocation' && file.sizes.length === 0 && wanted === 'x') return file.bytes;
  throw new RpcError(400, 'LOCATION_INVALID');
}

const MEGABYTE = 1_048_576;

function piece(call: TlObject, bytes: Buffer): Buffer {
  const offset = numberOf(call, 'offset');
  const limit = numberOf(call, 'limit');
  const isPrecise = flagOf(call, 'precise');
  const step = isPrecise ? 1_024 : 4_096;
  if (offset < 0 || offset % step !== 0) throw new RpcError(400, 'OFFSET_INVALID');
  const divides = isPrecise || (limit > 0 && MEGABYTE % limit === 0);
  if (limit <= 0 || limit > MEGABYTE || limit % step !== 0 || !divides)
    throw new RpcError(400, 'LIMIT_INVALID');
  // A piece never reaches over the border of a megabyte.
  if (Math.floor(offset / MEGABYTE) !== Math.floor((offset + limit - 1) / MEGABYTE)) {
    throw new RpcError(400, 'OFFSET_INVALID');
  }
  return bytes.subarray(offset, offset + limit);
}

function savePart(call: TlObject, context: SignedInContext): TlValue {
  const bytes = bytesOf(call, 'bytes');
  if (bytes.length === 0) throw new RpcError(400, 'FILE_PART_EMPTY');
  if (bytes.length > 524_288) throw new RpcError(400, 'FILE_PART_TOO_BIG');
  context.uploads.addPart(context.self, longOf(call, 'fileId'), numberOf(call, 'filePart'), bytes);
  return true;
}
