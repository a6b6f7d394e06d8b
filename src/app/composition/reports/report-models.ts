import type { ModelFinding } from '../../../model/ask.js';
import { modelFound } from '../../../observe/events.js';
import type { Logger } from '../../../observe/logger.js';

/** What is found out about models, as log lines. */
export function reportModels(logger: Logger): (finding: ModelFinding) => void {
  return ({ role, provider, model, note }) => {
    modelFound(logger, {
      role,
      provider,
      model,
      kind: note.kind,
      reason: note.kind === 'asked-plainer' ? note.parameter.replaceAll('_', '-') : undefined,
      sent: note.kind === 'prompt-cut' ? note.sent : undefined,
      read: note.kind === 'prompt-cut' ? note.read : note.kind === 'too-long' ? note.reads : undefined,
      count: note.kind === 'more-room' ? note.tokens : undefined,
    });
  };
}
