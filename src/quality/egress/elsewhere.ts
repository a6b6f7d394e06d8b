/** Where a person would go, or pay, that is no link: handles of other services, numbers of cards, accounts and wallets. */
const service = String.raw`insta(?:gram)?|ig|snap(?:chat)?|discord|kik|whats\s?app|viber|signal|wechat|skype|only\s?fans|tik\s?tok|twitter|facebook|fb|telegram|tg|vk|cash\s?app|venmo|paypal|инст\p{L}*|телег\p{L}*|ватсап\p{L}*|вотсап\p{L}*|дискорд\p{L}*|вк`;
const handles: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\p{L})(?:${service})(?!\p{L})\s*(?:[:=→-]|(?:name|user(?:name)?|handle|id|ник|нік)\s*[:=]?|is\s|->)\s*[@$]?[\p{L}\d](?=[\w.#-]*[\d_.#])[\w.#-]{2,}`,
    'giu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:${service})(?!\p{L})\s*[:=]?\s*(?:@|\$)[\w.]{3,}`, 'giu'),
  /(?<![\w.])[\w.]{2,32}#\d{4}(?!\d)/gu,
  // A phone number beside a service that is reached by it.
  new RegExp(String.raw`(?<!\p{L})(?:${service})(?!\p{L})[^\d\n]{0,24}\+?\d[\d\s().-]{7,}\d`, 'giu'),
];
const wallets: readonly RegExp[] = [
  /(?<![A-Za-z0-9])(?:bc1[a-z0-9]{20,70}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|ltc1[a-z0-9]{20,70}|(?:EQ|UQ)[A-Za-z0-9_-]{46})(?![A-Za-z0-9])/gu,
];
const cardLike = /(?<![\d.,])\d(?:[ -]?\d){12,18}(?!\d)/gu;
const ibanLike = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?![A-Za-z0-9])/gu;
/** IPv6, with a gap or all its groups. */
const addresses = /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])/giu;

/** Handles, payment numbers and bare addresses in a text, as written. */
export function elsewhereIn(text: string): readonly string[] {
  if (!/[\d@#$:]/u.test(text)) return [];
  const all = (pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([match]) => match);
  return [
    ...handles.flatMap(all),
    ...wallets.flatMap(all),
    ...all(cardLike).filter(isCardNumber),
    ...all(ibanLike).filter(isIban),
    ...all(addresses).filter(
      (one) => one.includes('::') || (/[a-f]/iu.test(one) && one.split(':').length === 8),
    ),
  ];
}

/** The check digit of card numbers (ISO/IEC 7812-1). */
function isCardNumber(written: string): boolean {
  const digits = [...written.replace(/\D/gu, '')].map(Number).reverse();
  if (new Set(digits).size < 2) return false;
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit),
    0,
  );
  return sum % 10 === 0;
}

/** The check digits of bank accounts (ISO 13616): the number, letters as 10 to 35, leaves 1 by 97. */
function isIban(written: string): boolean {
  const plain = written.replace(/ /gu, '');
  if (plain.length < 15 || plain.length > 34) return false;
  let left = 0;
  for (const one of plain.slice(4) + plain.slice(0, 4)) {
    for (const digit of /\d/u.test(one) ? one : String(one.charCodeAt(0) - 55))
      left = (left * 10 + Number(digit)) % 97;
  }
  return left === 1;
}
