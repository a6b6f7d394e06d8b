/** A table, index or trigger, as SQLite keeps its definition. */
export interface SchemaEntry {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}
