import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TlObject, TlValue } from '../rpc.js';
import { CONFIG } from '../test-config.js';
import { TlCodec } from './codec.js';
import { TlDecodeError, TlUnknownConstructor } from './reader.js';
import { parseSchema, type TlDefinition, type TlType } from './schema.js';
import { loadSchemaTexts } from './schema-text.js';
import { TlWriter } from './writer.js';

const texts = loadSchemaTexts();
const codec = new TlCodec(texts);

/** A repeatable stream of numbers in [0, 1). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

class Generator {
  private readonly byType = new Map<string, TlDefinition[]>();
  private readonly byName = new Map<string, TlDefinition>();
  private readonly next: () => number;

  constructor(
    definitions: readonly TlDefinition[],
    seed: number,
    private readonly presence: number,
  ) {
    this.next = stream(seed);
    for (const definition of definitions) {
      if (definition.isMethod) continue;
      this.byName.set(definition.name, definition);
      if (definition.result.kind !== 'boxed') continue;
      const known = this.byType.get(definition.result.name) ?? [];
      known.push(definition);
      this.byType.set(definition.result.name, known);
    }
  }

  object(definition: TlDefinition, depth = 0): TlObject {
    const value: { _: string; [field: string]: TlValue } = { _: definition.name };
    const bits = new Map<string, boolean>();
    for (const field of definition.fields) {
      if (field.type.kind === 'flags') continue;
      const key = field.flag ? `${field.flag.field}.${field.flag.bit}` : '';
      const isPresent = bits.get(key) ?? (depth < 4 && this.next() < this.presence);
      if (field.flag) bits.set(key, isPresent);
      if (field.type.kind === 'scalar' && field.type.name === 'true') value[field.name] = isPresent;
      else if (!field.flag || isPresent) value[field.name] = this.value(field.type, depth + 1);
    }
    return value;
  }

  private value(type: TlType, depth: number): TlValue {
    switch (type.kind) {
      case 'scalar':
        return this.scalar(type.name);
      case 'vector': {
        const count = depth > 3 ? 0 : Math.floor(this.next() * 3);
        return Array.from({ length: count }, () => this.value(type.item, depth + 1));
      }
      case 'any':
        return type.method ? { _: 'help.getConfig' } : { _: 'inputPeerSelf' };
      case 'bare': {
        const definition = this.byName.get(type.name);
        if (!definition) throw new Error(`no ${type.name}`);
        return this.object(definition, depth);
      }
      case 'boxed': {
        const known = this.byType.get(type.name);
        if (!known) throw new Error(`no constructor of ${type.name}`);
        const simplest = [...known].sort((a, b) => a.fields.length - b.fields.length)[0];
        const chosen = depth > 3 ? simplest : known[Math.floor(this.next() * known.length)];
        if (!chosen) throw new Error('unreachable');
        return this.object(chosen, depth);
      }
      case 'flags':
        return 0;
    }
  }

  private scalar(name: string): TlValue {
    const size = Math.floor(this.next() * 400);
    switch (name) {
      case 'int':
        return Math.floor((this.next() - 0.5) * 2 ** 32);
      case 'long':
        return BigInt.asIntN(64, BigInt(Math.floor(this.next() * 2 ** 52)) * 4099n - 2n ** 62n);
      case 'double':
        return this.next() * 180 - 90;
      case 'string':
        return 'ж😀z'.repeat(size % 60) + 'x'.repeat(size % 5);
      case 'bytes':
        return Buffer.alloc(size, size);
      case 'int128':
        return Buffer.alloc(16, size);
      case 'int256':
        return Buffer.alloc(32, size);
      default:
        return this.next() < 0.5;
    }
  }
}

describe.each(texts.map((text) => text.layer))('layer %i', (layer) => {
  const text = texts.find((one) => one.layer === layer);
  const definitions = [...parseSchema(text?.wire ?? ''), ...parseSchema(text?.api ?? '')];

  it('holds the whole schema', () => {
    const lines = `${text?.api ?? ''}\n${text?.wire ?? ''}`
      .split('\n')
      .filter(
        (line) => /^[\w.]+#[0-9a-f]+ .*;$/.test(line) && !/^(vector|boolTrue|boolFalse|true)#/.test(line),
      );
    expect(definitions).toHaveLength(lines.length);
    expect(definitions.length).toBeGreaterThan(1400);
  });

  // Of a layer that one foreign client speaks, half of what may be there.
  it.each(layer > 198 ? [0.5] : [0, 0.5, 1])(
    'brings every constructor and method back unchanged (optional fields %d)',
    (presence) => {
      const generator = new Generator(definitions, layer + presence * 10, presence);
      for (const definition of definitions) {
        const value = generator.object(definition);
        const bytes = definition.isMethod
          ? codec.encodeMethod(layer, value)
          : codec.encodeObject(layer, value);
        expect(bytes.length % 4, definition.name).toBe(0);
        // At least: `true` flags do not enter an id, so another layer may have more of them under it.
        expect(codec.decode(bytes), definition.name).toMatchObject(value);
      }
    },
  );
});

describe('decoding', () => {
  it('names an unknown constructor', () => {
    expect(() => codec.decode(Buffer.from('efbeadde', 'hex'))).toThrow(new TlUnknownConstructor(0xdeadbeef));
  });

  it('refuses a vector that claims more than the packet holds', () => {
    const writer = new TlWriter();
    writer.uint(0x1cb5c415);
    writer.uint(0xffffffff);
    expect(() => codec.decode(writer.take())).toThrow(TlDecodeError);
  });

  it('refuses endless nesting', () => {
    const writer = new TlWriter();
    for (let level = 0; level < 100_000; level++) {
      writer.uint(0xda9b0d0d);
      writer.int(198);
    }
    expect(() => codec.decode(writer.take())).toThrow('nested too deep');
  });

  it('refuses gzip data that unfolds into too much', () => {
    const writer = new TlWriter();
    writer.uint(0x3072cfa1);
    writer.bytes(gzipSync(Buffer.alloc(64 << 20)));
    expect(() => codec.decode(writer.take())).toThrow(TlDecodeError);
  });

  it('looks into gzip_packed', () => {
    const inner = codec.encodeObject(198, { _: 'inputPeerUser', userId: 5n, accessHash: -7n });
    const writer = new TlWriter();
    writer.uint(0x3072cfa1);
    writer.bytes(gzipSync(inner));
    expect(codec.decode(writer.take())).toEqual({ _: 'inputPeerUser', userId: 5n, accessHash: -7n });
  });
});

describe('encoding', () => {
  it('names a constructor the layer does not have', () => {
    const oldest = codec.layers[0] ?? 0;
    expect(() => codec.encodeObject(oldest, { _: 'inventedThing' })).toThrow(
      `inventedThing does not exist in layer ${oldest}`,
    );
  });

  it('names the field that is missing or of the wrong type', () => {
    expect(() => codec.encodeObject(198, { _: 'inputPeerUser', userId: 5n })).toThrow(
      'inputPeerUser.accessHash: a long is missing',
    );
    expect(() =>
      codec.encodeObject(198, { _: 'updateShort', update: { _: 'inputPeerSelf' }, date: 1 }),
    ).toThrow('updateShort.update: inputPeerSelf is not a Update');
  });

  it('ignores unknown fields, takes a missing vector as empty and a missing Bool as false', () => {
    const bytes = codec.encodeObject(198, { _: 'messages.chats', surplus: 5 });
    expect(codec.decode(bytes)).toEqual({ _: 'messages.chats', chats: [] });
  });

  it.runIf(codec.layers.includes(143))('fills what only an older layer still asks for', () => {
    const seen = codec.decode(codec.encodeObject(143, CONFIG));
    expect(seen).toMatchObject({ _: 'config', savedGifsLimit: 0, thisDc: 2 });
  });

  it('writes an answer as the type the method returns', () => {
    expect(codec.decode(codec.encodeResult(198, 'users.getUsers', []))).toEqual([]);
    expect(codec.encodeResult(198, 'contacts.getContactIDs', [7])).toEqual(
      Buffer.from('15c4b51c0100000007000000', 'hex'),
    );
    expect(codec.decode(codec.encodeResult(198, 'account.updateStatus', true))).toBe(true);
  });

  it('speaks the newest layer that is not newer than the client', () => {
    expect(codec.encoder(205).layer).toBe(198);
    expect(codec.encoder(228).layer).toBe(codec.layers.at(-1));
    expect(codec.encoder(1).layer).toBe(codec.layers[0]);
  });

  it('serves who is older than the layer it is written for, and a few layers past one it has', () => {
    expect([1, 143, 170, 198, 208, 209, 900].map((layer) => codec.canServe(layer))).toEqual([
      ...[true, true, true, true, true, false, false],
    ]);
  });
});
