import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import type bigIntOf from 'big-integer';
import { StandIn } from '../stand-in.js';
import { eachLine, readLine, type TlLine } from './text.js';
import { FALSE, TRUE, tlClass, type TlClass } from './tl-class.js';

/**
 * Makes each class of the TL schema when somebody first asks for it. GramJS makes all 2,400 when it is loaded, of which a
 * companion meets two hundred: that took some 9 MB for as long as the program runs and a tenth of a second of its start,
 * and its objects were written piece by piece. Run before GramJS is loaded, this is found in the place of its `tl/api.js`
 * and `tl/AllTLObjects.js`.
 */
export function useOwnObjects(require: NodeJS.Require = createRequire(import.meta.url)): void {
  const fromLibrary = createRequire(require.resolve('telegram'));
  const [api, all] = ['./tl/api.js', './tl/AllTLObjects.js'].map((name) => fromLibrary.resolve(name));
  // Where it is loaded already, GramJS holds on to it.
  if (api === undefined || all === undefined || require.cache[api] !== undefined) return;
  const objects = ownObjects(
    ['./tl/apiTl.js', './tl/schemaTl.js'].map((name) => fromLibrary(name) as string),
    fromLibrary('big-integer') as typeof bigIntOf,
  );
  require.cache[api] = new StandIn(api, { Api: objects.Api }) as unknown as NodeJS.Module;
  require.cache[all] = new StandIn(all, {
    tlobjects: objects.tlobjects,
    LAYER: layer,
  }) as unknown as NodeJS.Module;
}

/** Of the schema in telegram 2.26.22, as its `AllTLObjects.js` says. */
const layer = 198;

/** What GramJS takes apart itself (`CORE_TYPES` of its `generationHelpers.js`). */
const core: ReadonlySet<number> = new Set([FALSE, TRUE, 0x3fedd339, 0xc4b9f9bb, 0x56730bcc]);
/** Lines in which "string" means bytes: what keys are agreed on by, in the part of the schema that has no layer. */
const ofKeys =
  /^(?:resPQ|p_q_inner_data|server_DH_params_ok|server_DH_inner_data|client_DH_inner_data|req_DH_params|set_client_DH_params)/u;

interface Known {
  readonly line: string;
  readonly isMethod: boolean;
}

interface OwnObjects {
  readonly Api: object;
  readonly tlobjects: object;
}

/** @param texts the schema, in TL */
export function ownObjects(texts: readonly string[], bigInt: typeof bigIntOf): OwnObjects {
  const lines = new Map<number, Known>();
  const ids = new Map<string, number>();
  const idsByTlName = new Map<string, number>();
  const namespaces = new Set<string>();
  for (const text of texts)
    eachLine(text, (line, name, id, isMethod) => {
      if (core.has(id)) return;
      lines.set(id, { line, isMethod });
      const className = classNameOf(name);
      ids.set(className, id);
      if (!isMethod) idsByTlName.set(name, id);
      const dot = className.indexOf('.');
      if (dot !== -1) namespaces.add(className.slice(0, dot));
    });
  const made = new Map<number, TlClass>();
  const classFor = (id: number | undefined): TlClass | undefined => {
    const known = id === undefined ? undefined : lines.get(id);
    if (id === undefined || known === undefined) return undefined;
    const before = made.get(id);
    if (before !== undefined) return before;
    const line = readLine(known.line);
    if (line === undefined) return undefined;
    const one = tlClass({
      line: ofKeys.test(line.name) ? withBytes(line) : line,
      className: classNameOf(line.name),
      isMethod: known.isMethod,
      classOf: (name) => {
        const found = classFor(idsByTlName.get(name));
        if (found === undefined) throw new Error(`the schema has no ${name}`);
        return found;
      },
      randomLong: () => bigInt(randomBytes(8).readBigInt64LE()),
    });
    made.set(id, one);
    return one;
  };
  const namespace = (prefix: string): object =>
    filledWhenAsked((name) => {
      const inside = `${prefix}${name}`;
      return prefix === '' && namespaces.has(name) ? namespace(`${name}.`) : classFor(ids.get(inside));
    });
  return { Api: namespace(''), tlobjects: filledWhenAsked((id) => classFor(Number(id))) };
}

/** `messages.sendMessage` is `messages.SendMessage`, `msgs_ack` is `MsgsAck`. */
function classNameOf(name: string): string {
  const dot = name.indexOf('.') + 1;
  const own = name.slice(dot).replace(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  return name.slice(0, dot) + own.replaceAll('_', '');
}

function withBytes(line: TlLine): TlLine {
  return {
    ...line,
    fields: line.fields.map((field) =>
      field.type?.kind === 'scalar' && field.type.name === 'string'
        ? { ...field, type: { kind: 'scalar', name: 'bytes' } }
        : field,
    ),
  };
}

/** An object whose properties are made when they are first asked for, and are plain ones from then on. */
function filledWhenAsked(make: (name: string) => unknown): object {
  const filled = Object.create(
    new Proxy(
      {},
      {
        get: (_, name) => {
          if (typeof name === 'symbol') return undefined;
          const value = make(name);
          if (value !== undefined) filled[name] = value;
          return value;
        },
        has: (_, name) => typeof name === 'string' && make(name) !== undefined,
        set: (_, name, value, receiver: object) =>
          Reflect.defineProperty(receiver, name, {
            value,
            writable: true,
            configurable: true,
            enumerable: true,
          }),
      },
    ),
  ) as Record<string, unknown>;
  return filled;
}
