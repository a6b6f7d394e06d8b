/**
 * A failure the operator can act on: one line saying what, where and what to do.
 * Thrown only where the program cannot go on; expected outcomes are values.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  constructor(
    message: string,
    /** What the operator can do about it, in a few words. */
    readonly remedy?: string,
    options?: ErrorOptions,
  ) {
    super(remedy === undefined ? message : `${message}; ${remedy}`, options);
  }
}
