import { textIn, type Json } from '../../../lib/json-fields.js';
import type { ChannelFailure } from '../../contract.js';

/** What Meta says about a number by itself: a failure it amounts to, null where all is well again, undefined for no news. */
export function standingOf(field: string, value: Json): ChannelFailure | null | undefined {
  const event = textIn(value, 'event') ?? '';
  switch (field) {
    // webhooks/reference/phone_number_quality_update
    case 'phone_number_quality_update':
      if (event === 'FLAGGED' || event === 'DOWNGRADE') {
        return { kind: 'account-limited', code: `QUALITY_${event}` };
      }
      return event === 'UNFLAGGED' || event === 'UPGRADE' ? null : undefined;
    // webhooks/reference/account_update
    case 'account_update':
      if (event === 'DISABLED_UPDATE' || event === 'ACCOUNT_DELETED') {
        return { kind: event === 'ACCOUNT_DELETED' ? 'account-deleted' : 'account-banned', code: event };
      }
      if (event === 'ACCOUNT_RESTRICTION' || event === 'ACCOUNT_VIOLATION') {
        return { kind: 'account-limited', code: event };
      }
      return event === 'REINSTATED' || event === 'VERIFIED_ACCOUNT' ? null : undefined;
    // webhooks/reference/account_alerts
    case 'account_alerts':
      return textIn(value, 'alert_severity') === 'CRITICAL'
        ? { kind: 'account-limited', code: 'ACCOUNT_ALERT' }
        : undefined;
    // webhooks/reference/business_capability_update tells limits, which the caps of the account lie far below.
    default:
      return undefined;
  }
}

/** `quality_rating` of the number itself. */
export function standingOfQuality(rating: string | undefined): ChannelFailure | null {
  return rating === 'RED' ? { kind: 'account-limited', code: 'QUALITY_RED' } : null;
}
