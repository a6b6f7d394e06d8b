import type { ChannelFailure } from '../../contract.js';

/**
 * What a state of the instance means (account/GetStateInstance). `away` is why nothing may be sent: whatever is sent
 * meanwhile is taken, kept for a day and sent when nobody expects it any more. `standing` is what it says of the account,
 * null where all is well; undefined for a state that passes by itself.
 */
export function meaningOfState(state: string): {
  readonly away: string | null;
  readonly standing?: ChannelFailure | null;
} {
  switch (state) {
    case 'authorized':
      return { away: null, standing: null };
    case 'notAuthorized':
      return { away: 'NOT_AUTHORIZED', standing: { kind: 'logged-out', code: 'NOT_AUTHORIZED' } };
    case 'blocked':
      return { away: 'BLOCKED', standing: { kind: 'account-banned', code: 'GREEN_BLOCKED' } };
    case 'yellowCard':
      return { away: 'YELLOW_CARD', standing: { kind: 'account-limited', code: 'GREEN_YELLOW_CARD' } };
    case 'suspended':
      return { away: 'SUSPENDED', standing: { kind: 'account-limited', code: 'GREEN_SUSPENDED' } };
    case 'sleepMode':
      return { away: 'PHONE_IS_OFF' };
    case 'starting':
      return { away: 'STARTING' };
    default:
      return { away: 'UNKNOWN_STATE' };
  }
}
