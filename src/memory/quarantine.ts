import { claimsPower } from './claimed-power.js';

/**
 * Words that want to steer a program rather than tell something about somebody. A memory that looks like this is never
 * stored from the talk and never put into a prompt; asked when it is written and again when it is read (SAFETY 3.2).
 */

/** Addresses, and what a preview would fetch. */
const link =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|\b(?:t|telegram)\.me\/|\btg:|\b[a-z0-9-]{2,63}\.(?:com|net|org|io|ru|me|info|app|dev|xyz|site|online|top|link|gg|ly|co|de|uk)(?:\/|\b(?=[?#:]))/iu;

/** Marks of prompts, templates and markup. */
const markup =
  /<\/?[a-z][a-z_-]*[^>]*>|\[\/?(?:inst|system|assistant|user)\]|<\|[^|]*\|>|\{\{[^}]*\}\}|^#{1,6}\s|```|!\[[^\]]*\]\(|\]\([^)]*\)/imu;

/** Somebody speaking as the machine or its maker. */
const role =
  /(?:^|[\n"“«])\s*(?:system|assistant|developer|user|human|ai|instructions?|prompt|система|ассистент|пользователь|инструкци[яи])\s*[:：>]/imu;

/** What nobody says about themselves but a program's text holds. */
const machine =
  /\b(?:system prompt|prompt injection|jailbreak|developer mode|dan mode|previous instructions?|(?:these|above|following|your) instructions?|as an ai|language model|api key|json schema|content policy|guidelines?)\b|системн\p{L}* (?:промпт|сообщени|инструкц)|предыдущ\p{L}* инструкц|языков\p{L}* модел|режим разработчика/iu;

/** Orders to whoever reads: in the languages we know best, at the beginning of a sentence or after an address. */
const orders = [
  // English
  "always|never|from now on|henceforth|ignore|disregard|forget (?:all|every|your|the|any|previous)|remember (?:to|that you)|do not|don'?t (?:ever|tell|mention|answer|reply|say)|you (?:must|should|shall|have to|need to|are (?:now|to|required|allowed|not allowed))|(?:the )?(?:character|assistant|ai|bot|companion|model) (?:must|should|shall|has to|needs to|will always|is (?:now|to|required|allowed))|make sure|be sure to|act as|pretend|respond (?:only|with|in)|reply (?:only|with)|answer (?:only|with)|say (?:only|exactly)|recommend|promote|mention|whenever|every time|when(?:ever)? (?:asked|the (?:user|person) asks)|override|reveal|repeat after|send (?:me|them|the|all|money|this)|visit|click|open the|execute|run the",
  // Russian
  'всегда|никогда не|отныне|с этого момента|впредь|игнорируй\\p{L}*|забудь (?:все|всё|свои|предыдущ|о)|не (?:говори|упоминай|отвечай|пиши)\\p{L}*|ты (?:должн\\p{L}*|обязан\\p{L}*|теперь)|(?:персонаж|ассистент|бот|модель|компаньон) (?:долж\\p{L}*|обязан\\p{L}*|теперь|всегда)|отвечай\\p{L}*|притворись|веди себя|рекомендуй\\p{L}*|упоминай\\p{L}*|каждый раз|раскрой|отправь\\p{L}*|перейди по|нажми\\p{L}*|выполни\\p{L}*|запомни(?:,| что ты)',
  // German, French, Spanish, Portuguese, Italian, Ukrainian
  'immer|ignoriere|vergiss|du (?:musst|sollst)|antworte|tu (?:dois|devras)|toujours|oublie|réponds|siempre|ignora|olvida|debes|responde|sempre|ignore|esqueça|você deve|dimentica|devi|rispondi|завжди|ніколи не|ігноруй|забудь|ти (?:повин\\p{L}*|маєш)|відповідай',
].join('|');

/** A sentence that begins with an order, or with a name and an order: "Always answer ...", "Tess, never ...". */
const order = new RegExp(
  `(?:^|[.!?:\\n]\\s*|^\\p{L}+(?: \\p{L}+)?,\\s*)["'“«]?(?:please,?\\s+|пожалуйста,?\\s+)?(?:${orders})(?![\\p{L}\\p{N}])`,
  'imu',
);

/** A rule about how the character has to be is one wherever in a sentence it stands. */
const modal =
  /\b(?:you|the (?:character|assistant|ai|bot|companion|model)) (?:must|should always|shall|has to|have to|are required|is required|will always|should never|must never)\b|(?<!\p{L})(?:ты|персонаж|ассистент|бот|модель) (?:всегда |никогда не )?(?:долж\p{L}*|обязан\p{L}*)/iu;

/** Long unbroken runs carry codes, not memories. */
const encoded = /[A-Za-z0-9+/=_-]{40,}|(?:\\x[0-9a-f]{2}){4,}|(?:%[0-9a-f]{2}){6,}/iu;
/** Letters nobody sees, and those that turn the direction of writing around. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/u;

const signs: readonly (readonly [string, RegExp])[] = [
  ['link', link],
  ['markup', markup],
  ['role-marker', role],
  ['machine-words', machine],
  ['order', order],
  ['rule', modal],
  ['encoded', encoded],
  ['invisible-letters', invisible],
];

/** Why a text looks like an instruction or worse, one code; null for words that only tell something. */
export function suspicionOf(text: string): string | null {
  const plain = text.normalize('NFKC');
  if (invisible.test(text)) return 'invisible-letters';
  return signs.find(([, sign]) => sign.test(plain))?.[0] ?? (claimsPower(plain) ? 'claimed-power' : null);
}
