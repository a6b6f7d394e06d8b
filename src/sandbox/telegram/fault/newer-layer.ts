import type { TlObject, TlValue } from '../../mtproto/rpc.js';

/**
 * What a client of an older layer meets when a newer one leaks into its answers, as the reports of August 2026 tell of
 * a layer-228 `user`: a constructor number it has never heard of, with fields it cannot measure, in the midst of things
 * it knows. `NEWER` stands for an object that is written under a changed number with one more field at its end.
 */
const NEWER = '#newer';
/** An object of which there is nothing but a number and bytes. */
const FOREIGN = '#foreign';

/** Every object of these constructors as a newer layer would write it; `*` makes the whole answer one unknown object. */
export function asNewerLayer(value: TlValue, constructors: ReadonlySet<string>): TlValue {
  if (constructors.has('*')) return foreign();
  return changed(value, constructors);
}

/** No layer has this number. */
function foreign(number = 0x6e657765, bytes = Buffer.alloc(40, 0x2a)): TlObject {
  return { _: FOREIGN, number, bytes };
}

function changed(value: TlValue, constructors: ReadonlySet<string>): TlValue {
  if (Array.isArray(value)) return value.map((one: TlValue) => changed(one, constructors));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  const object = Object.fromEntries(
    Object.entries(value).map(([field, inner]: [string, TlValue]) => [field, changed(inner, constructors)]),
  ) as TlObject;
  return constructors.has(object._) ? { _: NEWER, of: object } : object;
}
