type Schema = Readonly<Record<string, unknown>>;

/** Fields whose name asks for words get the person's own. */
const wordy = /text|content|summary|statement|quote|message|fact|note|reply|line/i;

/**
 * A small value that fits a JSON Schema (the part of it that structured outputs allow: types, enum, const, properties, items,
 * anyOf, `$ref` into `$defs`). Lists come out as short as allowed, choices as their first.
 */
export function fillSchema(schema: unknown, words: string): unknown {
  return fill(schema, schema, words, '', 0);
}

function fill(schema: unknown, root: unknown, words: string, name: string, depth: number): unknown {
  if (!isSchema(schema) || depth > 24) return null;
  const reference = schema['$ref'];
  if (typeof reference === 'string') return fill(resolve(reference, root), root, words, name, depth + 1);
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] ?? null;
  for (const choice of ['anyOf', 'oneOf']) {
    const options = schema[choice];
    if (Array.isArray(options)) return fill(options[0], root, words, name, depth + 1);
  }
  if (Array.isArray(schema['allOf'])) {
    const parts = (schema['allOf'] as readonly unknown[]).filter(isSchema);
    return fill(Object.assign({ type: 'object' }, ...parts), root, words, name, depth + 1);
  }
  const declared = schema['type'];
  switch (Array.isArray(declared) ? declared[0] : (declared ?? (schema['properties'] ? 'object' : 'null'))) {
    case 'object':
      return fillObject(schema, root, words, depth);
    case 'array':
      return Array.from({ length: number(schema['minItems'], 0) }, () =>
        fill(schema['items'], root, words, name, depth + 1),
      );
    case 'string':
      return fillText(schema, words, name);
    case 'integer':
      return Math.ceil(lowest(schema));
    case 'number':
      return lowest(schema);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

/** Required fields only; the others may be left out, so they are. */
function fillObject(schema: Schema, root: unknown, words: string, depth: number): unknown {
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  return Object.fromEntries(
    required.map((field) => [field, fill(properties[field], root, words, field, depth + 1)]),
  );
}

function fillText(schema: Schema, words: string, name: string): string {
  switch (schema['format']) {
    case 'date-time':
      return '2026-01-01T00:00:00Z';
    case 'date':
      return '2026-01-01';
    default: {
      const base = wordy.test(name) && words !== '' ? words : '-';
      const longEnough = base.padEnd(number(schema['minLength'], 0), '-');
      return [...longEnough].slice(0, number(schema['maxLength'], 400)).join('');
    }
  }
}

function lowest(schema: Schema): number {
  if (typeof schema['exclusiveMinimum'] === 'number') return schema['exclusiveMinimum'] + 1;
  const low = number(schema['minimum'], 0);
  return Math.min(low, number(schema['maximum'], low));
}

function resolve(reference: string, root: unknown): unknown {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .reduce<unknown>((at, part) => (isSchema(at) ? at[part] : undefined), root);
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
