import type { AttemptNote } from '../core/turn.js';
import type { Attempt } from './ask.js';
import type { ModelNote } from './contract.js';

/** An attempt as the turn's record keeps it. */
export function attemptNote({ provider, model, outcome, ms, detail, said, notes }: Attempt): AttemptNote {
  return {
    provider,
    model,
    outcome,
    ms,
    ...(detail !== undefined && { detail }),
    ...(said !== undefined && { said }),
    ...(notes !== undefined && { found: notes.map(inWords) }),
  };
}

/** What was found out about a model, in words for the operator. */
function inWords(note: ModelNote): string {
  switch (note.kind) {
    case 'asked-plainer':
      return `it refuses ${note.parameter}: asked without it from now on`;
    case 'prompt-cut':
      return `the server read only ${note.read} of about ${note.sent} tokens: give it more context (see README)`;
    case 'more-room':
      return `its thinking left no room for an answer: given ${note.tokens} tokens more from now on`;
  }
}
