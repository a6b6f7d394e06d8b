import type { Api } from 'telegram';
import type { BinaryReader } from 'telegram/extensions/index.js';
import { decode } from './decode.js';
import type { LostObject } from './decode.js';
import type { TlSchema } from './schema.js';

/** What the library asks of a request to read its answer. Its typings do not show it. */
interface Readable {
  readonly CONSTRUCTOR_ID: number;
  readResult(reader: BinaryReader): unknown;
}

/**
 * Let the answer to this request be read object by object, see `decode`. The answer of a call that only wraps another
 * one is not looked at by anybody: the library opens a connection with one and throws the settings it brings away.
 */
export function readAnswerLeniently(
  request: Api.AnyRequest,
  schema: TlSchema,
  lost: (objects: readonly LostObject[]) => void,
): void {
  const readable = request as unknown as Readable;
  const type = schema.resultOf(readable.CONSTRUCTOR_ID);
  readable.readResult = (reader) => {
    if (type === undefined) return undefined;
    const answer = decode(schema, reader.getBuffer(), type);
    if (answer.lost.length > 0) lost(answer.lost);
    return answer.value;
  };
}
