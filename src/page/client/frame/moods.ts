import type { Mood } from './parts.js';

/** States of accounts, turns, bubbles and drafts, as colours that say the same everywhere. */
export function moodOf(state: string): Mood {
  switch (state) {
    case 'healthy':
    case 'online':
    case 'ok':
    case 'spoke':
    case 'sent':
    case 'pass':
    case 'right':
    case 'answered':
      return 'good';
    case 'network-trouble':
    case 'flood-limited':
    case 'never-checked':
    case 'connecting':
    case 'queued':
    case 'sending':
    case 'unknown':
    case 'held':
    case 'repair':
    case 'waits':
      return 'warn';
    case 'silent':
    case 'dropped':
    case 'withheld':
    case 'folded':
    case 'never':
    case 'standby':
      return 'calm';
    case 'failed':
    case 'reject':
    case 'wrong':
    case 'offline':
    case 'not-signed-in':
      return 'bad';
    default:
      return /limited|lost|frozen|banned|revoked|deleted|deactivated|expired|duplicated|blocked/u.test(state)
        ? 'bad'
        : 'plain';
  }
}
