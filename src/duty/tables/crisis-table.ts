/** What is looked for in one language. The notation of phrases is that of text/phrases.ts. */
export interface CrisisTable {
  readonly language: string;
  /** Words used in several phrases, by name. */
  readonly lists: Readonly<Record<string, string>>;
  /** Intent, plan, means or an attempt. */
  readonly explicit: readonly string[];
  /** The wish to be dead or not to exist, thoughts of suicide, hurting oneself. */
  readonly ideation: readonly string[];
  /** Signs that alone say little: no card is shown for them, but the talk stays gentle. */
  readonly indirect: readonly string[];
  /** Whom else a sentence may speak of. A sign behind one of them, without a word of the person's own between, is theirs. */
  readonly subjects: string;
  /** Words by which people speak of themselves; `*me` for any word that ends so. */
  readonly own: string;
  /** What somebody else did to themselves for good: a loss, and nobody's danger. */
  readonly completed: readonly string[];
  /** Somebody else is at risk. */
  readonly others: readonly string[];
  /** What is said so and means nothing of the kind: whatever overlaps is not counted. */
  readonly harmless: readonly string[];
  /** Songs, films, roles: what follows in the sentence is somebody else's. */
  readonly fiction: readonly string[];
  /** Turn what follows within three words into its opposite. */
  readonly negators: string;
  /** Words behind which a negator no longer reaches. */
  readonly breaks: string;
  /** Long words that are also found when one letter is wrong. */
  readonly misspelled: readonly string[];
  /** Words one letter away from those, and right as they are. */
  readonly right: readonly string[];
  /** Short words that are also found with signs for letters: "k*ll". */
  readonly masked: readonly string[];
  /** Long ago. */
  readonly past: readonly string[];
}
