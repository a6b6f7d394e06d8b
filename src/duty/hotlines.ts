/** A service a person in danger can reach. */
export interface Hotline {
  readonly name: string;
  /** As it is dialled or written to. */
  readonly contact: string;
  readonly hours: string;
  readonly audience: string;
}

export interface HotlineEntry {
  /** ISO 3166-1, or `*` where the country is not known. */
  readonly country: string;
  readonly emergency: string;
  readonly lines: readonly Hotline[];
  readonly source: string;
  /** The day it was last compared with public pages that name the line; an operator looks at the source before relying on it. */
  readonly verifiedOn: string;
}

/** Older entries fail the gate: numbers change. */
const mostAgeDays = 180;
const checked = '2026-11-22';
const always = '24/7';
const everyone = 'everyone';

/** Lines that come in pairs (adults and the young) stand together: both are shown or none. */
export const hotlines: readonly HotlineEntry[] = [
  entry('US', '911', [['988 Suicide & Crisis Lifeline', '988 (call or text)']], 'https://988lifeline.org'),
  entry('CA', '911', [['Suicide Crisis Helpline', '988 (call or text)']], 'https://988.ca'),
  entry('GB', '999', [['Samaritans', '116 123'], ['Shout', 'text SHOUT to 85258']], 'https://www.samaritans.org'),
  entry('IE', '112', [['Samaritans', '116 123'], ['Text About It', 'text HELLO to 50808']], 'https://www.samaritans.org/ireland'),
  entry('AU', '000', [['Lifeline', '13 11 14']], 'https://www.lifeline.org.au'),
  entry('NZ', '111', [['1737 Need to talk?', '1737 (call or text)']], 'https://1737.org.nz'),
  entry('DE', '112', [['TelefonSeelsorge', '0800 111 0 111 / 0800 111 0 222 / 116 123']], 'https://www.telefonseelsorge.de'),
  entry('AT', '112', [['TelefonSeelsorge', '142'], ['Rat auf Draht', '147', 'children and young people']], 'https://www.telefonseelsorge.at'),
  entry('CH', '112', [['Die Dargebotene Hand', '143'], ['Pro Juventute', '147', 'children and young people']], 'https://www.143.ch'),
  entry('FR', '15 / 112', [['Numéro national de prévention du suicide', '3114']], 'https://3114.fr'),
  entry('BE', '112', [['Zelfmoordlijn', '1813'], ['Centre de Prévention du Suicide', '0800 32 123']], 'https://www.zelfmoord1813.be'),
  entry('ES', '112', [['Línea de atención a la conducta suicida', '024']], 'https://www.sanidad.gob.es/linea024'),
  entry('MX', '911', [['Línea de la Vida', '800 911 2000']], 'https://www.gob.mx/salud/conadic'),
  entry('IT', '112', [['Telefono Amico Italia', '02 2327 2327', 'everyone', '10:00-24:00'], ['Samaritans Onlus', '06 77208977', 'everyone', '13:00-22:00']], 'https://www.telefonoamico.it'),
  entry('BR', '192 / 190', [['CVV', '188']], 'https://cvv.org.br'),
  entry('PT', '112', [['Linha Nacional de Prevenção do Suicídio', '1411'], ['SOS Voz Amiga', '213 544 545', 'everyone', '15:30-00:30']], 'https://www.sns24.gov.pt'),
  entry('UA', '112 / 103', [['Lifeline Ukraine', '7333']], 'https://lifelineukraine.com'),
  entry('RU', '112', [['Телефон доверия МЧС', '8 (495) 989-50-50'], ['Детский телефон доверия', '8-800-2000-122', 'children, young people and parents']], 'https://psi.mchs.gov.ru'),
  entry('PL', '112', [['Centrum Wsparcia', '800 70 2222'], ['Telefon zaufania', '116 111', 'children and young people']], 'https://centrumwsparcia.pl'),
  entry('IN', '112', [['Tele MANAS', '14416']], 'https://telemanas.mohfw.gov.in'),
  entry('*', '112', [['Find a Helpline', 'findahelpline.com']], 'https://findahelpline.com'),
]; // prettier-ignore

function entry(
  country: string,
  emergency: string,
  lines: readonly (readonly [string, string, string?, string?])[],
  source: string,
): HotlineEntry {
  return {
    country,
    emergency,
    source,
    verifiedOn: checked,
    lines: lines.map(([name, contact, audience = everyone, hours = always]) => ({
      name,
      contact,
      audience,
      hours,
    })),
  };
}

/** The entry of a country, or the international one. */
export function hotlinesOf(country: string | null): HotlineEntry {
  const found = hotlines.find((one) => one.country === country?.toUpperCase());
  const international = hotlines.find((one) => one.country === '*');
  if (!international) throw new Error('the table of help lines has no international entry');
  return found ?? international;
}

/** Entries that nobody checked for too long at `now` (milliseconds since 1970). */
export function outdatedHotlines(now: number, entries = hotlines): readonly string[] {
  const limit = now - mostAgeDays * 86_400_000;
  return entries.filter(({ verifiedOn }) => Date.parse(verifiedOn) < limit).map(({ country }) => country);
}

/** Languages spoken, among the countries of the table, in one country only: enough to choose a line by. */
const onlyCountry: Readonly<Record<string, string>> = { uk: 'UA', pl: 'PL' };
const region = /[-_]([a-z]{2})(?:$|[-_])/iu;
const countryCode = /(?:^|\s)\+(\d{1,3})(?=[\s\d(-])/u;
const byCallingCode: Readonly<Record<string, string>> = {
  '44': 'GB', '353': 'IE', '61': 'AU', '64': 'NZ', '49': 'DE', '43': 'AT', '41': 'CH', '33': 'FR', '32': 'BE',
  '34': 'ES', '52': 'MX', '39': 'IT', '55': 'BR', '351': 'PT', '380': 'UA', '48': 'PL', '91': 'IN',
}; // prettier-ignore
const named: readonly (readonly [RegExp, string])[] = [
  [/\b(?:i(?:'|’)?m|i am|i live|living) in (?:the )?(?:usa?|u\.s\.a?\.?|united states|america)\b/iu, 'US'],
  [/\b(?:i(?:'|’)?m|i am|i live|living) in (?:the )?(?:uk|england|scotland|wales|britain|london)\b/iu, 'GB'],
  [/\b(?:i(?:'|’)?m|i am|i live|living) in (?:canada|toronto)\b/iu, 'CA'],
  [/\b(?:i(?:'|’)?m|i am|i live|living) in (?:australia|sydney|melbourne)\b/iu, 'AU'],
];

/**
 * Where a person is, as far as they or their app said it: their words, a telephone number, the region of the app's
 * language. Never from the language alone where it is spoken in several countries.
 */
export function countryOf(words: readonly string[], appLanguage: string | null): string | null {
  for (const text of words) {
    const said = named.find(([pattern]) => pattern.test(text));
    if (said) return said[1];
    const code = countryCode.exec(text)?.[1];
    const country =
      code === undefined
        ? undefined
        : [3, 2].map((length) => byCallingCode[code.slice(0, length)]).find((one) => one !== undefined);
    if (country !== undefined) return country;
  }
  const fromApp = appLanguage === null ? null : region.exec(appLanguage)?.[1];
  if (fromApp !== null && fromApp !== undefined) return fromApp.toUpperCase();
  return onlyCountry[appLanguage?.slice(0, 2).toLowerCase() ?? ''] ?? null;
}
