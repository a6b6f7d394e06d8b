/** Names of models as providers give them are the longest: `meta-llama/Llama-3.1-8B`. Letters, so no bare number of a person. */
const labelShape = /^[a-zA-Z][\w.:/-]{0,63}$/;

/** Kinds of one label that are told apart; a store of metrics keeps each for weeks. */
const mostValues = 100;

/**
 * Values of one label: codes of our own and names from settings as they are, whatever else comes as `other`, and no more
 * kinds than a server of metrics bears.
 */
export class Label {
  private readonly known = new Set<string>();

  of(value: string): string {
    if (this.known.has(value)) return value;
    if (!labelShape.test(value) || this.known.size >= mostValues) return 'other';
    this.known.add(value);
    return value;
  }
}
