import { Api } from 'telegram';
import { CANNOT_SHOW, cut, money, stars, words } from './media-words.js';

/** A service message: something that happened in the chat. */
export interface ActionWords {
  readonly words: string;
  /** Known to the next turn and no reason for one: nobody said anything to anybody. */
  readonly expectsNoAnswer: boolean;
}

/** What a service message says, in words that stand in a line of the talk. `byUs`: our own account did it. */
export function actionWords(action: Api.TypeMessageAction, byUs: boolean): ActionWords {
  const said = saidBy(action, byUs);
  if (said !== undefined) return { words: said, expectsNoAnswer: false };
  return { words: happened(action), expectsNoAnswer: true };
}

/** Things that one person does towards another. */
function saidBy(action: Api.TypeMessageAction, byUs: boolean): string | undefined {
  if (action instanceof Api.MessageActionPhoneCall) return callWords(action, byUs);
  if (action instanceof Api.MessageActionGiftPremium) {
    return gift(`Telegram Premium for ${months(action.months)}`, action.message);
  }
  if (action instanceof Api.MessageActionGiftStars) return gift(stars(action.stars));
  if (action instanceof Api.MessageActionGiftCode) {
    return gift(`a code for Telegram Premium for ${months(action.months)}`, action.message);
  }
  if (action instanceof Api.MessageActionStarGift) {
    const worth = action.gift instanceof Api.StarGift ? ` worth ${stars(action.gift.stars)}` : '';
    return gift(`a present${worth}`, action.message);
  }
  if (action instanceof Api.MessageActionStarGiftUnique) {
    const { gift: given } = action;
    return gift(given instanceof Api.StarGiftUnique ? cut(given.title) : 'a present');
  }
  if (action instanceof Api.MessageActionPaymentSent || action instanceof Api.MessageActionPaymentSentMe) {
    return `a payment of ${money(action.currency, action.totalAmount)}`;
  }
  if (action instanceof Api.MessageActionSuggestProfilePhoto) return 'a photo suggested for your profile';
  // What a newer layer calls by a name we do not know; and free words of the server.
  if (action instanceof Api.MessageActionCustomAction) {
    return action.message === '' ? CANNOT_SHOW : cut(action.message);
  }
  return undefined;
}

function happened(action: Api.TypeMessageAction): string {
  if (action instanceof Api.MessageActionContactSignUp) return 'joined Telegram';
  if (action instanceof Api.MessageActionScreenshotTaken) return 'took a screenshot of this chat';
  if (action instanceof Api.MessageActionSetMessagesTTL) {
    return action.period === 0
      ? 'turned off the deletion of messages here'
      : `set messages here to delete themselves after ${period(action.period)}`;
  }
  if (action instanceof Api.MessageActionPinMessage) return 'pinned a message';
  if (action instanceof Api.MessageActionGameScore) return `scored ${action.score} in a game`;
  if (action instanceof Api.MessageActionSetChatTheme) return 'changed the look of this chat';
  if (action instanceof Api.MessageActionSetChatWallPaper) return 'changed the background of this chat';
  if (action instanceof Api.MessageActionHistoryClear) return 'cleared the history';
  if (action instanceof Api.MessageActionGeoProximityReached) return 'came near';
  return `did something in this chat (${action.className.replace(/^MessageAction/, '')})`;
}

function callWords({ reason, duration, video }: Api.MessageActionPhoneCall, byUs: boolean): string {
  const call = video ? 'a video call' : 'a call';
  if (duration) return `${call} of ${period(duration)}`;
  if (reason instanceof Api.PhoneCallDiscardReasonBusy) return `${call} that was declined`;
  return byUs ? `${call} that was not taken` : `${call} that you did not take`;
}

function gift(what: string, message?: Api.TypeTextWithEntities | null): string {
  const note = cut(words(message));
  return note === '' ? `a gift: ${what}` : `a gift: ${what}, with the words: ${note}`;
}

function months(count: number): string {
  return count === 1 ? 'a month' : `${count} months`;
}

function period(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ] as const;
  const [size, name] = units.find(([unit]) => seconds >= unit) ?? [1, 'second'];
  const count = Math.round(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
