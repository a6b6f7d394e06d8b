import type { RoleRequest } from '../../model/ask.js';
import type { ModelRole } from '../../model/contract.js';

const turnedDown = /\(Your draft was not sent because ([^)]*)\)?\. Write the message anew\.\)$/u;
/** What was found in this very draft: without it there is one line for each reason. */
const found = /: .*$/u;

/** What a call was made for: `draft`, `redraft: <why the one before was turned down>`, `advice`, `opinion`, `notes`. */
export function purposeOf(role: ModelRole, { messages }: Pick<RoleRequest, 'messages'>): string {
  switch (role) {
    case 'strategist':
      return 'advice';
    case 'judge':
      return 'opinion';
    case 'scribe':
      return 'notes';
    case 'eye':
      return 'looks';
    case 'voice.everyday':
    case 'voice.deep': {
      const reason = turnedDown.exec(messages.at(-1)?.text ?? '')?.[1];
      return reason === undefined ? 'draft' : `redraft: ${reason.replace(found, '')}`;
    }
  }
}
