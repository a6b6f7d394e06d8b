import type { TlObject, TlValue } from '../rpc.js';
import { TlDecoder } from './decode.js';
import { TlEncodeError, TlEncoder } from './encode.js';
import { TlReader } from './reader.js';
import { parseSchema, type TlDefinition } from './schema.js';
import { writtenFor, type SchemaText } from './schema-text.js';
import { TlWriter } from './writer.js';

/**
 * So many layers past one known are served in that one: TDLib 1.8.46 speaks three layers more than 198 and works, the
 * objects of a chat being the same.
 */
const LAYERS_ALIKE = 10;

/** Decodes over all known layers, encodes in the layer the client speaks. */
export class TlCodec {
  readonly decoder: TlDecoder;
  /** Oldest first. */
  private readonly known: readonly Layer[];
  /** The layer the values are made for. */
  private readonly home: Layer;
  private readonly scratch = new TlWriter(16 << 10);

  /** Layers are read when somebody speaks them; the one that values are made for is read at once. */
  constructor(texts: readonly SchemaText[]) {
    this.known = [...texts].sort((one, other) => one.layer - other.layer).map((text) => new Layer(text));
    const home = this.known.find((one) => one.number === writtenFor) ?? this.known.at(-1);
    if (home === undefined) throw new Error('no TL layer is loaded');
    this.home = home;
    this.decoder = new TlDecoder(home.definitions, () =>
      this.known.flatMap(({ definitions }) => definitions),
    );
  }

  get layers(): number[] {
    return this.known.map(({ number }) => number);
  }

  /** Whether a client of this layer can read what it is sent: one past the last layer it is written in, by some. */
  canServe(layer: number): boolean {
    return layer <= this.home.number || layer <= this.served(layer).number + LAYERS_ALIKE;
  }

  /** The newest known layer that is not newer than the client's; for a client older than all of them, the oldest. */
  encoder(layer: number): TlEncoder {
    return this.served(layer).encoder(this.home);
  }

  private served(layer: number): Layer {
    return this.known.findLast(({ number }) => number <= layer) ?? this.known[0] ?? this.home;
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
    for (const layer of this.known.toReversed()) {
      const type = layer.encoder(this.home).resultOf(method);
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

/** One layer, read from its text on first use. */
class Layer {
  readonly number: number;
  private parsed: readonly TlDefinition[] | undefined;
  private writer: TlEncoder | undefined;

  constructor(private readonly text: SchemaText) {
    this.number = text.layer;
  }

  get definitions(): readonly TlDefinition[] {
    this.parsed ??= [...parseSchema(this.text.wire), ...parseSchema(this.text.api)];
    return this.parsed;
  }

  encoder(home: Layer): TlEncoder {
    this.writer ??= new TlEncoder(
      this.number,
      this.definitions,
      new Map(home.definitions.map((one) => [one.name, one])),
    );
    return this.writer;
  }
}

/** An answer that is as a whole of no layer (see fault/newer-layer.ts), whatever its method promises. */
function isUnknown(value: TlValue): value is TlObject {
  return typeof value === 'object' && value !== null && '_' in value && value._.startsWith('#');
}
