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
  /** The lines' own site, for an operator to look at before relying on them. */
  readonly site: string;
  /** The public page that named the lines when they were compared. */
  readonly source: string;
  /** What day or month that page is from; empty where it does not say. */
  readonly sourceDate: string;
  /** The day the entry was compared with that page. */
  readonly verifiedOn: string;
}

/** Older entries fail the gate: numbers change. */
const mostAgeDays = 180;
const always = '24/7';
const everyone = 'everyone';
const young = 'children and young people';

type Line = readonly [name: string, contact: string, audience?: string, hours?: string];
type Seen = readonly [site: string, source: string, sourceDate: string, verifiedOn: string];

const day = '2026-11-23';

/** Lines that come in pairs (adults and the young) stand together: both are shown or none. A line no page could be found for is left out. */
export const hotlines: readonly HotlineEntry[] = [
  entry('US', '911', [['988 Suicide & Crisis Lifeline', '988 (call or text)']], ['https://988lifeline.org', 'https://wiki.av1.space/content/wikipedia_en_all_mini_2025-06/988_(telephone_number)', '2025-06', day]),
  entry('CA', '911', [['Suicide Crisis Helpline', '988 (call or text)']], ['https://988.ca', 'https://www.maplenow.ca/site/988-suicide-crisis-helpline', '', day]),
  entry('GB', '999', [['Samaritans', '116 123'], ['Shout', 'text SHOUT to 85258']], ['https://www.samaritans.org', 'https://www.kickstherapy.com/blog/mental-health-crisis-resources-uk', '2026-01-18', day]),
  entry('IE', '112', [['Samaritans', '116 123']], ['https://www.samaritans.org/ireland', 'https://donegaldaily.com/2018/07/20/support-is-there-as-samaritans-launch-awareness-campaign-across-donegal', '2018-07-20', day]),
  entry('AU', '000', [['Lifeline', '13 11 14, or text 0477 13 11 14']], ['https://www.lifeline.org.au', 'https://lifeinmind.org.au/news/lifelines-crisis-text-service-now-available-24-7', '2022-02', day]),
  entry('NZ', '111', [['Need to talk?', '1737 (call or text)']], ['https://1737.org.nz', 'https://vice.com/en/article/new-zealands-biggest-mental-health-helpline-misses-one-in-four-calls', '', day]),
  entry('DE', '112', [['TelefonSeelsorge', '0800 111 0 111 / 0800 111 0 222']], ['https://www.telefonseelsorge.de', 'https://www.diakonie-portal.de/meldung/welttag-der-suizidpraevention-das-hoffnungszeichen-der-krise', '2020-09-10', day]),
  entry('AT', '112', [['TelefonSeelsorge', '142']], ['https://www.telefonseelsorge.at', 'https://gailtal-journal.at/leute/welttag-der-suizidpraevention-am-10-september-telefonseelsorge-bietet-halt-in-dunklen-momenten', '2025-09', day]),
  entry('CH', '112', [['Die Dargebotene Hand', '143'], ['Pro Juventute', '147', young]], ['https://www.143.ch', 'https://www.watson.ch/schweiz/gesellschaft-politik/668336611-beratungstelefon-dargebotene-hand-mit-mehr-anrufen-zum-thema-suizid', '2023-09-06', day]),
  entry('FR', '15 / 112', [['Numéro national de prévention du suicide', '3114']], ['https://3114.fr', 'https://3114.fr/que-se-passe-t-il-quand-je-contacte-le-3114/', '', day]),
  entry('BE', '112', [['Zelfmoordlijn', '1813'], ['Centre de Prévention du Suicide', '0800 32 123']], ['https://www.zelfmoord1813.be', 'https://www.brusselstimes.com/belgium/1952875/belgiums-centre-for-suicide-prevention-calls-for-volunteers', '2026-02', day]),
  entry('ES', '112', [['Línea de atención a la conducta suicida', '024']], ['https://www.sanidad.gob.es/linea024', 'https://www.checkpointcanarias.com/en/suicide/', '', day]),
  entry('MX', '911', [['Línea de la Vida', '800 911 2000']], ['https://www.gob.mx/salud/conasama', 'https://www.eluniversal.com.mx/nacion/promueven-la-linea-de-la-vida-tras-presentar-encuesta-sobre-consumo-de-drogas-asi-puedes-pedir-ayuda/', '2025-12-24', day]),
  entry('AR', '107', [['Línea nacional de salud mental', '0800 999 0091']], ['https://www.argentina.gob.ar/salud', 'https://www.ospia.org.ar/?p=1635', '', day]),
  entry('CL', '131', [['Línea de Prevención del Suicidio', '*4141']], ['https://www.minsal.cl', 'https://www.latercera.com/nacional/noticia/fono-4141-de-prevencion-del-suicidio-mas-de-227000-llamadas-atendidas-en-tres-anos/', '2025-10-28', day]),
  entry('CO', '123', [['Línea 106', '106']], ['https://www.saludcapital.gov.co', 'https://www.radiosantafe.com/2025/09/11/bogota-refuerza-su-apoyo-en-el-dia-mundial-para-la-prevencion-del-suicidio/', '2025-09-11', day]),
  entry('IT', '112', [['Telefono Amico Italia', '02 2327 2327, WhatsApp 324 011 7252', everyone, '9:00-24:00']], ['https://www.telefonoamico.it', 'https://www.agensir.it/?p=1502724', '2025-09', day]),
  entry('BR', '192 / 190', [['CVV', '188']], ['https://cvv.org.br', 'https://horahnoticia.com.br/boa-noticia-cvv-188-atende-gratuitamente-em-todo-o-pais-inclusive-marilia/', '', day]),
  entry('PT', '112', [['Linha Nacional de Prevenção do Suicídio', '1411'], ['SOS Voz Amiga', '213 544 545', everyone, '15:30-00:30']], ['https://www.sns24.gov.pt', 'https://24noticias.sapo.pt/atualidade/artigos/nova-linha-nacional-para-prevencao-do-suicidio-entra-em-funcionamento-como-funciona', '2025-09-10', day]),
  entry('UA', '112 / 103', [['Lifeline Ukraine', '7333']], ['https://lifelineukraine.com', 'https://techtoday.in.ua/ru/vodafone-news-ru/goryachaya-lynyya-lifeline-ukraine-po-profylaktyke-samoubyjstv-prodolzhyt-podderzhyvat-psyhycheskoe-zdorove-ukrayntsev-164921.html', '2024-05-03', day]),
  entry('RU', '112', [['Телефон доверия', '8-800-2000-122', 'children, young people and parents; others are heard too', '24/7 in most regions'], ['Find a Helpline', 'findahelpline.com']], ['https://telefon-doveria.ru', 'https://sosh9-nowch.edu21.cap.ru/news/2023/05/16/17-maya-v-rossii-otmechaetsya-mezhdunarodnij-denj-detskogo-telefona-doveriya/', '2023-05-16', day]),
  entry('KZ', '112', [['Телефон доверия', '150', everyone, 'hours not confirmed']], ['https://orda.kz', 'https://orda.kz/suicid-jeto-vash-vybor-kak-rabotajut-psihologi-v-krizisnom-centre-150-v-kazahstane/', '', day]),
  entry('PL', '112', [['Centrum Wsparcia', '800 70 2222'], ['Telefon zaufania', '116 111', young]], ['https://centrumwsparcia.pl', 'https://zdrowie.pap.pl/psyche/na-kryzys-telefon-800-70-2222', '', day]),
  entry('IN', '112', [['Tele MANAS', '14416']], ['https://telemanas.mohfw.gov.in', 'https://theshillongtimes.com/2025/02/07/tele-manas-mental-health-helpline-handles-over-18-1-lakh-calls-centre/', '2025-02-07', day]),
  entry('*', '112', [['Find a Helpline', 'findahelpline.com']], ['https://findahelpline.com', 'https://findahelpline.com/AU', '', day]),
]; // prettier-ignore

function entry(
  country: string,
  emergency: string,
  lines: readonly Line[],
  [site, source, sourceDate, verifiedOn]: Seen,
): HotlineEntry {
  return {
    country,
    emergency,
    site,
    source,
    sourceDate,
    verifiedOn,
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
  '34': 'ES', '52': 'MX', '54': 'AR', '56': 'CL', '57': 'CO', '39': 'IT', '55': 'BR', '351': 'PT', '380': 'UA', '48': 'PL', '91': 'IN',
}; // prettier-ignore
/** "I live in …" in the languages of the crisis tables, before the name of a place. */
const livesIn =
  /(?:\b(?:(?:i(?:'|’)?m|i am|i live|living) in|(?:wohne|lebe|bin) in|(?:vivo|estoy|moro|estou) (?:en|in|em|no|na|nos)|(?:j['’]habite|je vis|je suis) (?:en|au|aux|à))|(?:^|[^\p{L}])(?:живу|мешкаю|нахожусь) (?:в|у|на)) (?:the |der |den |die |el |la |os )?(?=\p{L})/giu;
/** How the names of places begin that settle the country. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^(?:usa?\b|u\.s|united states|america|estados unidos|eeuu|états-unis|stati uniti|сша)/iu, 'US'],
  [/^(?:uk\b|england|scotland|wales|britain|london|großbritannien|inglaterra|angleterre|inghilterra)/iu, 'GB'],
  [/^(?:canada|toronto|kanada|canadá)/iu, 'CA'],
  [/^(?:australia|sydney|melbourne|australien)/iu, 'AU'],
  [/^(?:germany|deutschland|berlin|alemania|allemagne|germania|alemanha|германии|німеччині)/iu, 'DE'],
  [/^(?:austria|österreich|wien)/iu, 'AT'],
  [/^(?:switzerland|schweiz|suisse|svizzera|zürich)/iu, 'CH'],
  [/^(?:france|frankreich|francia|paris)/iu, 'FR'],
  [/^(?:belgique|belgium|belgien|bruxelles)/iu, 'BE'],
  [/^(?:españa|spain|spanien|madrid|barcelona)/iu, 'ES'],
  [/^(?:méxico|mexico|cdmx)/iu, 'MX'],
  [/^(?:argentina|buenos aires)/iu, 'AR'],
  [/^(?:chile|santiago de chile)/iu, 'CL'],
  [/^(?:colombia|bogotá|medellín)/iu, 'CO'],
  [/^(?:italia|italy|italien|roma\b|milano)/iu, 'IT'],
  [/^(?:brasil|brazil|são paulo|rio de janeiro)/iu, 'BR'],
  [/^(?:portugal|lisboa|porto\b)/iu, 'PT'],
  [/^(?:украин|україн|киев|києві|ukrain)/iu, 'UA'],
  [/^(?:росси|москве|питере|санкт-петербурге|russia|russland)/iu, 'RU'],
  [/^(?:казахстан|алматы|астане)/iu, 'KZ'],
]; // prettier-ignore

function placeIn(text: string): string | null {
  for (const { index, 0: said } of text.matchAll(livesIn)) {
    const name = text.slice(index + said.length);
    const place = places.find(([pattern]) => pattern.test(name));
    if (place) return place[1];
  }
  return null;
}

/**
 * Where a person is, as far as they or their app said it: their words, a telephone number, the region of the app's
 * language. Never from the language alone where it is spoken in several countries.
 */
export function countryOf(words: readonly string[], appLanguage: string | null): string | null {
  for (const text of words) {
    const place = placeIn(text);
    if (place !== null) return place;
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
