/** The parts of mtcute's schema file (`@mtcute/core/tl/api-schema.json`) that say how things are written. */
interface SchemaJson {
  readonly e: readonly Entry[];
}

interface Entry {
  readonly kind: 'class' | 'method';
  readonly name: string;
  readonly type: string;
  readonly id: number;
  readonly typeModifiers?: Modifiers;
  readonly arguments: readonly {
    readonly name: string;
    readonly type: string;
    readonly typeModifiers?: Modifiers;
  }[];
}

interface Modifiers {
  readonly predicate?: string;
  readonly isVector?: boolean;
  readonly isBareVector?: boolean;
}

/** A schema kept as JSON, as the TL text everybody else ships. @throws Error where it is another form by now */
export function schemaTextFromJson(schema: unknown): string {
  if (!isSchema(schema)) throw new Error('the JSON schema has another form by now');
  const lines = (kind: Entry['kind']): string[] => schema.e.filter((one) => one.kind === kind).map(line);
  return [...lines('class'), '---functions---', ...lines('method')].join('\n');
}

const isSchema = (given: unknown): given is SchemaJson =>
  typeof given === 'object' && given !== null && 'e' in given && Array.isArray(given.e);

function line({ name, id, type, typeModifiers, arguments: fields }: Entry): string {
  const words = fields.map((field) => `${field.name}:${written(field.type, field.typeModifiers)}`);
  return `${name}#${id.toString(16)} ${words.join(' ')} = ${written(type, typeModifiers)};`.replace(
    / {2,}/g,
    ' ',
  );
}

function written(
  type: string,
  { predicate, isVector = false, isBareVector = false }: Modifiers = {},
): string {
  // A number that fits into a double is a long on the wire.
  const plain = type === 'int53' ? 'long' : type;
  const whole = isVector ? `Vector<${plain}>` : isBareVector ? `vector<${plain}>` : plain;
  return predicate === undefined ? whole : `${predicate}?${whole}`;
}
