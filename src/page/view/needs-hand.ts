import type { NeedsHand } from '../../app/views/status-report.js';

/** Where on the page, behind its `#`, it is dealt with what needs a hand. */
export function placeOf({ code, about }: NeedsHand): string {
  if (code === 'handed-over') return 'chats?state=left-to-you';
  if (code === 'people-waiting') return 'chats?state=knocking';
  if (code === 'sends-in-doubt') return 'chats';
  if (code === 'budget-reached' || code.startsWith('model-')) return 'cost';
  if (about !== null) return `accounts/${encodeURIComponent(about)}`;
  return code.startsWith('no-account') ? 'accounts' : 'log';
}
