import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** As much of JSON Schema as the character's schema uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly enum?: readonly unknown[];
  readonly const?: string | number | boolean | null;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** What fits at the cursor by the schema: names of fields, and values where the schema lists them. */
export function schemaCompletion(schema: Schema): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const value = /^(\s*(?:- )*)([\w-]+):\s+(?:\[.*)?([\w-]*)$/u.exec(before);
    const lines = context.state.doc.toString().split('\n').slice(0, line.number);
    if (value !== null) {
      const [, indent = '', key = '', word = ''] = value;
      const found = placesAt(schema, lines, indent.length).flatMap((one) => fieldsOf(schema, one)[key] ?? []);
      const options = [...new Set(found.flatMap((one) => valuesOf(schema, one)))];
      if (options.length === 0) return null;
      return {
        from: context.pos - word.length,
        options: options.map((label): Completion => ({ label, type: 'enum' })),
      };
    }
    const name = /^(\s*(?:- )*)([\w-]*)$/u.exec(before);
    if (name === null) return null;
    const [, indent = '', word = ''] = name;
    if (word === '' && !context.explicit && indent === '' && line.text.trim() !== '') return null;
    const fields = Object.assign(
      {},
      ...placesAt(schema, lines, indent.length).map((one) => fieldsOf(schema, one)),
    ) as Readonly<Record<string, Schema>>;
    if (Object.keys(fields).length === 0) return null;
    return {
      from: context.pos - word.length,
      options: Object.entries(fields).map(([label, field]): Completion => {
        const opens = isNested(schema, field);
        return {
          label,
          type: 'property',
          apply: opens ? `${label}:\n${' '.repeat(indent.length + 2)}` : `${label}: `,
          ...(field.description === undefined ? {} : { info: field.description }),
          ...(typeof field.type === 'string' ? { detail: field.type } : {}),
        };
      }),
    };
  };
}

/** The schemas that hold where a line of that indent stands: by the keys above it that it belongs to. */
function placesAt(schema: Schema, lines: readonly string[], indent: number): readonly Schema[] {
  const path: (string | null)[] = [];
  let depth = indent;
  for (let at = lines.length - 2; at >= 0 && depth > 0; at -= 1) {
    const [, lead = '', dashes = '', key] = /^(\s*)((?:- )*)([\w-]+):/u.exec(lines[at] ?? '') ?? [];
    if (key === undefined) continue;
    const own = lead.length + dashes.length;
    if (own >= depth) continue;
    path.unshift(key);
    depth = lead.length;
  }
  let places: readonly Schema[] = [schema];
  for (const key of path) {
    if (key === null) continue;
    places = places.flatMap((one) => fieldsOf(schema, one)[key] ?? []);
  }
  return places;
}

function fieldsOf(root: Schema, schema: Schema): Readonly<Record<string, Schema>> {
  const fields: Record<string, Schema> = {};
  for (const one of formsOf(root, schema)) Object.assign(fields, one.properties);
  return fields;
}

function valuesOf(root: Schema, schema: Schema): readonly string[] {
  return formsOf(root, schema).flatMap((one) => {
    if (one.enum !== undefined) return one.enum.map(String);
    if (one.const !== undefined) return [String(one.const)];
    return one.type === 'boolean' ? ['true', 'false'] : [];
  });
}

const isNested = (root: Schema, schema: Schema): boolean =>
  formsOf(root, schema).some(({ type }) => type === 'object' || type === 'array');

/** A schema with everything it may be, its references followed, and the items of what is a list. */
function formsOf(root: Schema, schema: Schema, depth = 0): readonly Schema[] {
  if (depth > 8) return [];
  const named =
    schema.$ref === undefined ? undefined : root.definitions?.[schema.$ref.split('/').at(-1) ?? ''];
  const inner = [
    ...(named === undefined ? [] : [named]),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
    ...(schema.items === undefined
      ? []
      : Array.isArray(schema.items)
        ? (schema.items as readonly Schema[])
        : [schema.items as Schema]),
  ];
  return [schema, ...inner.flatMap((one) => formsOf(root, one, depth + 1))];
}
