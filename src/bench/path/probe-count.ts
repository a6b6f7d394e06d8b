/** What the probe inside the runtime counted since it was asked last. */
export interface ProbeCount {
  /** Statements that were run, without those that only begin and end transactions. */
  readonly statements: number;
  readonly units: number;
  /** Commits that waited for the disk. */
  readonly flushed: number;
  readonly allocatedKb: number;
  readonly longestStallMs: number;
}
