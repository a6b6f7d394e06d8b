import { DONE, NOT_HERE } from './answers.js';
import type { ChannelResult, FetchRequest, SendMediaRequest, SentMessage } from './contract.js';

/** What a channel in memory does with files: those that were put there can be fetched, and none can be sent. */
export class FakeFiles {
  /** What can be fetched, by address. */
  readonly files = new Map<string, Uint8Array>();

  fetchMedia({ place, most }: FetchRequest): Promise<ChannelResult<Uint8Array>> {
    const bytes = this.files.get(place.address);
    if (bytes !== undefined && bytes.length <= most) return Promise.resolve({ ok: true, value: bytes });
    return Promise.resolve({ ok: false, failure: { kind: 'media-gone', code: 'NO_SUCH_FILE' } });
  }

  /** Whoever can show one says how (src/app/talks). */
  sendMedia(_request: SendMediaRequest): Promise<ChannelResult<SentMessage>> {
    return Promise.resolve(NOT_HERE);
  }

  markListened(): Promise<ChannelResult<void>> {
    return Promise.resolve(DONE);
  }
}
