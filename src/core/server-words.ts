declare const isClean: unique symbol;

/**
 * What another server said of a failure, in its own words: one line, short, without keys and without anything that was
 * sent to it. Made in one place (`safeMessage` of src/model/failure-detail.ts), and therefore fit for a log.
 */
export type ServerWords = string & { readonly [isClean]: true };
