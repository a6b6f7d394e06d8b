import { Api } from 'telegram';
import type bigInt from 'big-integer';

/** Media of a newer layer arrives as this, whether Telegram or our own reader put it there. */
export const CANNOT_SHOW = 'something this app cannot show';

/**
 * What media without a file says, in words that stand in a line of the talk: "a poll: soup or salad?". Every kind has
 * some, because a message of which nothing is known would be silence in the face of somebody who wrote. What people
 * wrote into it is cut, it is not the message itself. Empty for link previews, which belong to a text.
 */
export function mediaWords(media: Api.TypeMessageMedia): readonly string[] {
  if (media instanceof Api.MessageMediaPoll) return pollWords(media);
  if (media instanceof Api.MessageMediaStory) return [storyWords(media)];
  if (media instanceof Api.MessageMediaGame) return [`a game: ${cut(media.game.title)}`];
  if (media instanceof Api.MessageMediaInvoice) {
    return [`an invoice: ${cut(media.title)}, ${money(media.currency, media.totalAmount)}`];
  }
  if (media instanceof Api.MessageMediaPaidMedia) {
    return [`media that cost ${stars(media.starsAmount)} to see, not opened`];
  }
  if (media instanceof Api.MessageMediaGiveaway) {
    const prize = media.prizeDescription ? `: ${cut(media.prizeDescription)}` : '';
    return [`a giveaway${prize}`];
  }
  if (media instanceof Api.MessageMediaGiveawayResults) return ['the results of a giveaway'];
  if (media instanceof Api.MessageMediaWebPage) return [];
  return [CANNOT_SHOW];
}

function pollWords({ poll }: Api.MessageMediaPoll): readonly string[] {
  const choices = poll.answers.map(({ text }) => cut(words(text))).filter((one) => one !== '');
  return [
    `a ${poll.quiz ? 'quiz' : 'poll'}: ${cut(words(poll.question))}`,
    ...(choices.length === 0 ? [] : [`to choose from: ${choices.join(' / ')}`]),
  ];
}

function storyWords({ story }: Api.MessageMediaStory): string {
  const caption = story instanceof Api.StoryItem ? (story.caption ?? '') : '';
  return caption === '' ? 'a story' : `a story: ${cut(caption)}`;
}

/** Characters of somebody's words that stand in a line about something else. */
const MOST = 200;

/** Never inside a character. */
export function cut(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const points = [...flat];
  return points.length <= MOST ? flat : `${points.slice(0, MOST).join('')}…`;
}

/** A text with its looks, as polls and gifts carry one. */
export function words(text: Api.TypeTextWithEntities | null | undefined): string {
  return text instanceof Api.TextWithEntities ? text.text : '';
}

export function stars(amount: bigInt.BigInteger): string {
  return amount.eq(1) ? '1 Star' : `${amount.toString()} Stars`;
}

/** Amounts come in the smallest unit of their currency; Telegram's Stars are the currency XTR. */
export function money(currency: string, amount: bigInt.BigInteger): string {
  if (currency === 'XTR') return stars(amount);
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return `${(amount.toJSNumber() / 10 ** digits).toFixed(digits)} ${currency}`;
  } catch {
    // A currency of a future year: the number alone would be off by its unit.
    return `an amount in ${cut(currency)}`;
  }
}
