/** What Node keeps of a loaded module, as far as `require` looks at it: in the place of a module that is not to be read. */
export class StandIn {
  readonly loaded = true;
  readonly children: readonly unknown[] = [];
  readonly paths: readonly string[] = [];

  constructor(
    readonly id: string,
    readonly exports: object,
  ) {}

  get filename(): string {
    return this.id;
  }
}
