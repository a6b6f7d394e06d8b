/** Messages of earlier talk shown to the model at most: more than are ever behind the condensed past. */
export const windowMessages = 110;
/** Tokens a prompt should not exceed (estimated). */
export const promptTokens = 6_000;
