import { createRequire } from 'node:module';
import bigInt from 'big-integer';
import fc from 'fast-check';
import { Api } from 'telegram';
import { BinaryReader } from 'telegram/extensions/index.js';
import { LAYER } from 'telegram/tl/AllTLObjects.js';
import apiText from 'telegram/tl/apiTl.js';
import schemaText from 'telegram/tl/schemaTl.js';
import { describe, expect, it } from 'vitest';
import { ownObjects, useOwnObjects } from './own-objects.js';
import { eachLine, readLine, type Scalar, type TlField, type TlLine, type TlType } from './text.js';
import type { TlClass } from './tl-class.js';

const own = ownObjects([apiText, schemaText], bigInt);

/** Every class of the library by its name, with the line it stands for. */
const theirs = new Map<string, TlClass>();
for (const [name, one] of Object.entries(Api as unknown as Record<string, object>)) {
  if ('CONSTRUCTOR_ID' in one) theirs.set(name, one as TlClass);
  else for (const [inner, of] of Object.entries(one)) theirs.set(`${name}.${inner}`, of as TlClass);
}
const lines = new Map<number, TlLine>();
for (const text of [apiText, schemaText])
  eachLine(text, (line, _, id) => {
    const read = readLine(line);
    if (read !== undefined) lines.set(id, read);
  });

const ours = (name: string): TlClass | undefined =>
  name.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], own.Api) as
    TlClass | undefined;

/** Keys are agreed on in bytes, which their lines call strings. */
const isOfKeys = ({ type }: TlLine): boolean =>
  /^(?:ResPQ|P_Q_|Server_DH|Client_DH|Set_client_DH)/u.test(type);

const words = fc.oneof(fc.string({ maxLength: 8 }), fc.string({ minLength: 250, maxLength: 300 }));
const whole = (bits: number) =>
  fc.bigInt(-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n).map((n) => bigInt(n));
const scalars: Readonly<Record<Scalar, fc.Arbitrary<unknown>>> = {
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  long: whole(64),
  int128: whole(128),
  int256: whole(256),
  double: fc.double({ noNaN: true }),
  string: words,
  bytes: words.map((text) => Buffer.from(text)),
  Bool: fc.boolean(),
  true: fc.boolean(),
};

function valueOf(type: TlType): fc.Arbitrary<unknown> {
  if (type.kind === 'scalar') return scalars[type.name];
  if (type.kind === 'vector') return fc.array(valueOf(type.item), { maxLength: 3 });
  // Any object is written where one belongs, and its fields by the same rules.
  return fc.constantFrom(
    new Api.InputPeerSelf(),
    new Api.InputPeerUser({ userId: bigInt(1), accessHash: bigInt(-2) }),
  );
}

const isPlain = (type: TlType | null): boolean =>
  type === null || (type.kind === 'vector' ? isPlain(type.item) : type.kind !== 'bare');

/** Fields that share a bit are there together or not at all. */
function valuesFor(fields: readonly TlField[], asBytes: boolean): fc.Arbitrary<Record<string, unknown>> {
  const arbitraryOf = (type: TlType): fc.Arbitrary<unknown> =>
    asBytes && type.kind === 'scalar' && type.name === 'string' ? scalars.bytes : valueOf(type);
  const all = fields.flatMap(({ name, type }) => (type === null ? [] : [[name, arbitraryOf(type)] as const]));
  return fc.tuple(fc.record(Object.fromEntries(all)), fc.nat(2 ** 30)).map(([values, bits]) =>
    Object.fromEntries(
      fields.flatMap(({ name, type, flag }) => {
        const isThere = flag === null || ((bits >> flag.bit) & 1) === 1;
        if (type?.kind === 'scalar' && type.name === 'true') return [[name, isThere]];
        return isThere && type !== null ? [[name, values[name]]] : [];
      }),
    ),
  );
}

/** GramJS gives messages a way to begin of its own, which wants more of them than their fields. */
const isMessage = (name: string): boolean => /^Message(?:Service|Empty)?$/u.test(name);

const hasObject = (type: TlType | null): boolean =>
  type !== null && (type.kind === 'vector' ? hasObject(type.item) : type.kind !== 'scalar');

function readBy(Class: TlClass, bytes: Buffer): string {
  const reader = new BinaryReader(bytes);
  reader.readInt();
  const value = Class.fromReader(reader) as unknown as Record<string, unknown>;
  const fields = lines.get(Class.CONSTRUCTOR_ID)?.fields ?? [];
  return JSON.stringify(fields.map(({ name }) => value[name]));
}

describe('our objects in the place of those that GramJS makes', () => {
  it('are of the same names, numbers and kinds, all of them', () => {
    expect(theirs.size).toBeGreaterThan(2_000);
    const facts = (one: TlClass | undefined) =>
      one && [one.CONSTRUCTOR_ID, one.SUBCLASS_OF_ID, one.className, one.classType];
    for (const [name, Class] of theirs)
      if (lines.has(Class.CONSTRUCTOR_ID)) expect(facts(ours(name))).toEqual(facts(Class));
    expect(ours('NothingOfTheKind')).toBeUndefined();
    expect('Message' in own.Api).toBe(true);
  });

  it('are written to the same bytes and read from them, whatever is in them', () => {
    for (const [name, Class] of theirs) {
      const line = lines.get(Class.CONSTRUCTOR_ID);
      const Own = ours(name);
      if (line === undefined || Own === undefined || isMessage(name)) continue;
      if (!line.fields.every(({ type }) => isPlain(type))) continue;
      fc.assert(
        fc.property(valuesFor(line.fields, isOfKeys(line)), (values) => {
          const bytes = new Class(values).getBytes();
          expect(new Own(values).getBytes().toString('hex')).toBe(bytes.toString('hex'));
          if (!line.fields.some(({ type }) => hasObject(type)))
            expect(readBy(Own, bytes)).toBe(readBy(Class, bytes));
        }),
        { numRuns: 2 },
      );
    }
  });

  it('stand where the library looks for its own, and say the same layer', () => {
    const here = createRequire(import.meta.url);
    const cache: NodeJS.Dict<NodeJS.Module> = {};
    useOwnObjects(Object.assign((name: string): unknown => here(name), here, { cache }));
    const [api, all] = ['api', 'AllTLObjects'].map(
      (name) => cache[here.resolve(`telegram/tl/${name}.js`)]?.exports as Record<string, object> | undefined,
    );
    expect(api?.['Api']).toHaveProperty('Message.className', 'Message');
    expect(all?.['LAYER']).toBe(LAYER);
  });

  it('give a message that is sent its number, unless it has one', () => {
    const Send = ours('messages.SendMessage');
    const numberOf = (values: object): unknown =>
      Send && (new Send({ ...values }) as unknown as { randomId: unknown }).randomId;
    expect(String(numberOf({}))).toMatch(/^-?\d+$/u);
    expect(numberOf({})).not.toEqual(numberOf({}));
    expect(numberOf({ randomId: bigInt(7) })).toEqual(bigInt(7));
  });
});
