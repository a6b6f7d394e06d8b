import { isCardNumber } from './card-number.js';
import { spokenNumbersIn } from './spoken-number.js';

/** Where a person would go, or pay, that is no link: handles of other services, numbers of cards, accounts and wallets. */
const service = String.raw`insta(?:gram)?|ig|snap(?:chat)?|discord|kik|whats\s?app|viber|signal|wechat|skype|only\s?fans|fansly|tik\s?tok|twitter|twitch|facebook|fb|messenger|telegram|tg|vk|steam|session|cash\s?app|venmo|paypal|revolut|patreon|ko-?fi|qq|line(?= id)|[иі]нст\p{L}*|телег\p{L}*|ватсап\p{L}*|вотсап\p{L}*|вайбер\p{L}*|дискорд\p{L}*|вк`;
/** Ways to pay that are reached by a number. */
const purse = String.raw`twint|pix|zelle|bizum|mb\s?way|satispay|qiwi|киви|yoomoney|юмани|alipay|支付宝|paytm|upi|blik|swish|m-?pesa|sort code|routing(?: number)?|account (?:number|no\.?)|kontonummer|konto(?:nr)?|bic|номер карты|карта|карту|на карту|номер картки|картку|numero di conto|número de cuenta|conta|compte|卡号|账号`;
const myNumber = String.raw`(?:my|meine|mi|mon|il mio|o meu|meu|мой|мій)\s(?:\p{L}+\s)?(?:number|nummer|handynummer|número|numéro|numero|номер)|(?:text|call|ring|phone|reach) me (?:at|on)|我的(?:电话|号码|手机)\p{L}*`;
const handles: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\p{L})(?:${service})(?!\p{L})\s*(?:[:=→-]|(?:name|user(?:name)?|handle|id|ник|нік|me|at|under|as)\s*[:=]?|is\s|->|ist\s|es\s|est\s|è\s|é\s|c[’']est\s)?\s*[@$]?[\p{L}\d](?=[\w.#-]*[\d_#]|[\w#-]*\.[\w])(?!\d+(?:\s|$|[.,!?:]))[\w.#-]{2,}`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:${service})(?!\p{L})\s*[:=]?\s*(?:@|\$)[\w.]{3,}`, 'giu'),
  /(?<![\w.])[\w.]{2,32}#\d{4}(?!\d)/gu,
  // The name before the place.
  new RegExp(
    String.raw`(?<![\w.])(?=[\w.]*[\d_])[A-Za-z][\w.]{3,31}\s(?:on|in|at|auf|bei|en|em|no|su|sur|в|на|у)\s(?:my\s)?(?:${service})(?!\p{L})`,
    'giu',
  ),
  /(?:微信|QQ|抖音|小红书|微博)号?\s*[:：是为]?\s*[A-Za-z\d][\w-]{4,}/giu,
  // A phone number beside a service that is reached by it.
  new RegExp(String.raw`(?<!\p{L})(?:${service}|${purse})(?!\p{L})[^\d\n]{0,24}\+?\d[\d\s().-]{6,}\d`, 'giu'),
  new RegExp(String.raw`(?<!\p{L})(?:${myNumber})(?!\p{L})[^\d\n]{0,16}\d[\d\s().-]{6,}\d`, 'giu'),
  // A name with its sign in words: "maria underscore private"
  /(?<![\p{L}\d])[\p{L}\d]{2,}\s(?:underscore|unterstrich|guion bajo|guión bajo|tiret bas|trattino basso|sublinhado|underline|нижнее подчеркивание|нижнее подчёркивание|подчеркивание|подчёркивание|підкреслення)\s[\p{L}\d]{2,}(?![\p{L}\d])/giu,
  // A sign and its name apart
  /(?<!\S)@\s[A-Za-z][A-Za-z\d]*_\w{2,30}/gu,
  // A number of this form is somebody's; which one a model has made up nobody knows.
  /(?<![\d+])\+\d{1,3}[\s().-]{0,3}(?:\d[\s().-]{0,2}){7,12}\d(?!\d)/gu,
  // The same from the back
  /(?<!\d)(?:\d[\s().-]{0,2}){9,14}\+(?![\s\d])/gu,
];
const wallets: readonly RegExp[] = [
  /(?<![A-Za-z0-9])(?:bc1[a-z0-9]{20,70}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|ltc1[a-z0-9]{20,70}|(?:EQ|UQ)[A-Za-z0-9_-]{46})(?![A-Za-z0-9])/gu,
  // Codes that are worth money to whoever types them in.
  /(?<![A-Za-z0-9-])(?=[\dA-Z-]*[A-Z])[A-Z0-9]{4,5}(?:-[A-Z0-9]{4,5}){2,5}(?![A-Za-z0-9-])/gu,
];
const cardLike = /(?<![\d.,])\d(?:[ .-]?\d){12,18}(?!\d)/gu;
/** In the groups of a card or an account: a model that makes one up has its check digits wrong. */
const grouped =
  /(?<![\d.,])\d{4}(?:[ -]\d{4}){3}(?!\d)|(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){3,7}(?: [A-Z0-9]{1,3})?(?![A-Za-z0-9])/gu;
const ibanLike = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?![A-Za-z0-9])/giu;
/** IPv6, with a gap or all its groups. */
const addresses = /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])/giu;

/** Handles, payment numbers and bare addresses in a text, as written. */
export function elsewhereIn(text: string): readonly string[] {
  const spoken = spokenNumbersIn(text);
  if (!/[\d@#$:_.]|[A-Z]-[A-Z]/u.test(text)) return spoken;
  const all = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([match]) => match);
  return [
    ...spoken,
    ...handles.flatMap(all),
    ...wallets.flatMap(all),
    ...all(grouped),
    ...all(cardLike).filter((one) => isCardNumber([...one.replace(/\D/gu, '')].map(Number))),
    ...all(ibanLike).filter(isIban),
    ...all(addresses).filter(
      (one) => one.includes('::') || (/[a-f]/iu.test(one) && one.split(':').length === 8),
    ),
  ];
}

/** The check digits of bank accounts (ISO 13616): the number, letters as 10 to 35, leaves 1 by 97. */
function isIban(written: string): boolean {
  const plain = written.replace(/ /gu, '').toUpperCase();
  if (plain.length < 15 || plain.length > 34) return false;
  let left = 0;
  for (const one of plain.slice(4) + plain.slice(0, 4)) {
    for (const digit of /\d/u.test(one) ? one : String(one.charCodeAt(0) - 55))
      left = (left * 10 + Number(digit)) % 97;
  }
  return left === 1;
}
