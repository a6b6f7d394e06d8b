import type { TlObject, TlValue } from '../rpc.js';
import { TlDecoder } from './decode.js';
import { TlEncodeError, TlEncoder } from './encode.js';
import { TlReader } from './reader.js';
import { parseSchema, type TlDefinition } from './schema.js';
import type { SchemaText } from './schema-text.js';
import { TlWriter } from './writer.js';

/** Decodes over all known layers, encodes in the layer the client speaks. */
export class TlCodec {
  readonly decoder: TlDecoder;
  /** Oldest first. */
  private readonly encoders: readonly TlEncoder[];
  private readonly scratch = new TlWriter(16 << 10);

  constructor(texts: readonly SchemaText[]) {
    const parsed = texts
      .map((text) => ({
        layer: text.layer,
        definitions: [...parseSchema(text.wire), ...parseSchema(text.api)],
      }))
      .sort((one, other) => one.layer - other.layer);
    const all: TlDefinition[] = parsed.flatMap((one) => one.definitions);
    this.decoder = new TlDecoder(all);
    const newest = new Map(parsed.at(-1)?.definitions.map((one) => [one.name, one] as const));
    this.encoders = parsed.map((one) => new TlEncoder(one.layer, one.definitions, newest));
  }

  get layers(): number[] {
    return this.encoders.map((encoder) => encoder.layer);
  }

  get newestLayer(): number {
    return this.encoders.at(-1)?.layer ?? 0;
  }

  /** The newest known layer that is not newer than the client's; for a client older than all of them, the oldest. */
  encoder(layer: number): TlEncoder {
    let best = this.encoders[0];
    for (const encoder of this.encoders) if (encoder.layer <= layer) best = encoder;
    if (!best) throw new Error('no TL layer is loaded');
    return best;
  }

  /** One boxed value from the start of `data`. */
  decode(data: Buffer): TlValue {
    return this.decoder.boxed(new TlReader(data));
  }

  encodeObject(layer: number, value: TlObject): Buffer {
    return this.scratched((writer) => this.encoder(layer).object(writer, value));
  }

  encodeMethod(layer: number, call: TlObject): Buffer {
    return this.scratched((writer) => this.encoder(layer).method(writer, call));
  }

  /** A method's answer, written as the type the method returns in that layer. */
  encodeResult(layer: number, method: string, value: TlValue): Buffer {
    return this.scratched((writer) => {
      const encoder = this.encoder(layer);
      if (isUnknown(value)) {
        encoder.object(writer, value);
        return;
      }
      const type = encoder.resultOf(method) ?? this.newestResultOf(method);
      if (!type) throw new TlEncodeError(`method ${method} is in no known layer`);
      encoder.value(writer, value, type);
    });
  }

  private newestResultOf(method: string): ReturnType<TlEncoder['resultOf']> {
    for (let index = this.encoders.length - 1; index >= 0; index--) {
      const type = this.encoders[index]?.resultOf(method);
      if (type) return type;
    }
    return null;
  }

  private scratched(write: (writer: TlWriter) => void): Buffer {
    this.scratch.reset();
    write(this.scratch);
    return this.scratch.take();
  }
}

/** An answer that is as a whole of no layer (see fault/newer-layer.ts), whatever its method promises. */
function isUnknown(value: TlValue): value is TlObject {
  return typeof value === 'object' && value !== null && '_' in value && value._.startsWith('#');
}
