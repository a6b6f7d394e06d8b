import type { Milliseconds } from '../core/clock.js';
import { dayMs, hourMs } from './local-time.js';

/** Where somebody said they are, as a zone, and how far that can be trusted. */
export interface StatedPlace {
  readonly zone: string;
  readonly confidence: number;
}

/**
 * Cities and countries of one zone by the beginning of their names, as they are written in English, Russian and the
 * languages of the place. Countries of several zones say nothing and are not here.
 */
// prettier-ignore
const places: readonly (readonly [zone: string, names: string])[] = [
  ['Europe/London', 'london|england|scotland|wales|manchester|edinburgh|лондон|англи|шотланди'],
  ['Europe/Dublin', 'dublin|ireland|дублин|ирланди'],
  ['Europe/Lisbon', 'lisbon|lisboa|porto(?!\\p{L})|лиссабон'],
  ['Europe/Berlin', 'berlin|munich|münchen|hamburg|cologne|köln|frankfurt|germany|deutschland|берлин|мюнхен|гамбург|германи'],
  ['Europe/Paris', 'paris|lyon|marseille|france|париж|франци'],
  ['Europe/Madrid', 'madrid|barcelona|valencia|мадрид|барселон|валенси'],
  ['Europe/Rome', 'rome|roma(?!\\p{L})|milan|italy|italia|рим(?:е|а)?(?!\\p{L})|милан|итали'],
  ['Europe/Vienna', 'vienna|wien|austria|вен[еу](?!\\p{L})|австри'],
  ['Europe/Zurich', 'zurich|zürich|geneva|switzerland|цюрих|женев|швейцари'],
  ['Europe/Amsterdam', 'amsterdam|netherlands|holland|амстердам|нидерланд|голланди'],
  ['Europe/Brussels', 'brussels|belgium|брюссел|бельги'],
  ['Europe/Prague', 'prague|praha|czech|праг|чехи'],
  ['Europe/Warsaw', 'warsaw|krakow|poland|варшав|краков|польш'],
  ['Europe/Stockholm', 'stockholm|sweden|стокгольм|швеци'],
  ['Europe/Oslo', 'oslo|norway|осло|норвеги'],
  ['Europe/Copenhagen', 'copenhagen|denmark|копенгаген|дани[яию](?!\\p{L})'],
  ['Europe/Helsinki', 'helsinki|finland|хельсинки|финлянди'],
  ['Europe/Athens', 'athens|greece|афин|греци'],
  ['Europe/Belgrade', 'belgrade|serbia|novi sad|белград|серби'],
  ['Europe/Bucharest', 'bucharest|romania|бухарест|румыни'],
  ['Europe/Kyiv', 'kyiv|kiev|odesa|odessa|kharkiv|lviv|ukraine|киев|київ|києв|одесс|одес|харьков|харков|львов|украин|україн'],
  ['Europe/Minsk', 'minsk|belarus|минск|белорус|беларус'],
  ['Europe/Moscow', 'moscow|petersburg|sochi|kazan|krasnodar|москв|питер|петербург|сочи|казан|краснодар|ростов|воронеж|нижн[ие]\\p{L}* новгород'],
  ['Europe/Kaliningrad', 'kaliningrad|калининград'],
  ['Europe/Samara', 'samara(?!\\p{L})|izhevsk|самар|ижевск'],
  ['Asia/Yekaterinburg', 'yekaterinburg|ekaterinburg|chelyabinsk|perm(?!\\p{L})|екатеринбург|челябинск|тюмен|уф[аеу](?!\\p{L})|перм[ьи](?!\\p{L})'],
  ['Asia/Omsk', 'omsk|омск'],
  ['Asia/Novosibirsk', 'novosibirsk|новосибирск|новосиб'],
  ['Asia/Krasnoyarsk', 'krasnoyarsk|красноярск'],
  ['Asia/Irkutsk', 'irkutsk|иркутск'],
  ['Asia/Vladivostok', 'vladivostok|khabarovsk|владивосток|хабаровск'],
  ['Europe/Istanbul', 'istanbul|ankara|antalya|turkey|стамбул|анкар|антали|турци'],
  ['Asia/Tbilisi', 'tbilisi|batumi|тбилиси|батуми|грузи[июя](?!\\p{L})'],
  ['Asia/Yerevan', 'yerevan|armenia|ереван|армени'],
  ['Asia/Baku', 'baku|azerbaijan|баку|азербайджан'],
  ['Asia/Almaty', 'almaty|astana|kazakhstan|алмат|астан|казахстан'],
  ['Asia/Tashkent', 'tashkent|uzbekistan|ташкент|узбекистан'],
  ['Asia/Jerusalem', 'tel[ -]?aviv|jerusalem|haifa|israel|тель-авив|иерусалим|хайф|израил'],
  ['Asia/Dubai', 'dubai|abu dhabi|дуба[йея]'],
  ['Asia/Kolkata', 'india(?!na)|mumbai|delhi|bangalore|инди[июя](?!\\p{L})|мумба|дели(?!\\p{L})|гоа(?!\\p{L})'],
  ['Asia/Bangkok', 'bangkok|thailand|phuket|бангкок|таиланд|тайланд|пхукет'],
  ['Asia/Ho_Chi_Minh', 'vietnam|hanoi|saigon|вьетнам|хано[йея]'],
  ['Asia/Singapore', 'singapore|сингапур'],
  ['Asia/Shanghai', 'china(?!town)|beijing|shanghai|кита[йея](?!\\p{L})|пекин|шанха'],
  ['Asia/Tokyo', 'tokyo|japan|osaka|kyoto|токио|япони|осак|киото'],
  ['Asia/Seoul', 'seoul|south korea|сеул|коре[еюя](?!\\p{L})'],
  ['Australia/Sydney', 'sydney|melbourne|сидне|мельбурн'],
  ['Pacific/Auckland', 'auckland|new zealand|новой зеландии|новую зеландию'],
  ['America/New_York', 'new york|nyc|brooklyn|boston|philadelphia|miami|atlanta|washington,? d\\.?c|toronto|нью-йорк|бостон|майами|торонто'],
  ['America/Chicago', 'chicago|houston|dallas|austin(?!\\p{L})|чикаго'],
  ['America/Denver', 'denver|денвер'],
  ['America/Los_Angeles', 'los angeles|san francisco|seattle|san diego|vancouver|лос-анджелес|сан-франциско|сиэтл|ванкувер'],
  ['America/Mexico_City', 'mexico city|ciudad de méxico'],
  ['America/Sao_Paulo', 's[ãa]o paulo|rio de janeiro|сан-паул'],
  ['America/Argentina/Buenos_Aires', 'buenos aires|argentina|буэнос-айрес|аргентин'],
];
const named = places.map(([zone, names]) => ({ zone, pattern: new RegExp(`^(?:${names})`, 'iu') }));

/** What says that somebody is, lives or has come to a place; the place follows. Wishes, plans and the past do not count. */
const being =
  /(?<![\p{L}'])(?<!(?:if|when|wish|once|like|that|whether|если|когда|будто|хотел[аи]? бы|wenn|si|se) )(?:(?:i'?m|i am|we're|we are) (?:(?:now|currently|back|already|still|just|finally|living|based|staying|here) )*in|i (?:now )?live in|(?:i|i've|we've|i have) (?:just )?(?:moved|relocated) to|(?:i|i've|we've|just) (?:just )?(?:landed|arrived) in|(?:here in|greetings from)|(?:я|мы)(?: (?:сейчас|уже|ещ[её]|пока|снова|теперь|опять|тут|здесь))* в|(?:я )?(?:сейчас )?живу (?:сейчас |теперь )?в|(?:переехал[аи]?|прилетел[аи]?|приехал[аи]?|вернул(?:ся|ась|ись)|приземлил(?:ся|ась|ись))(?: (?:уже|обратно|снова))? в|(?:у нас|тут|здесь) в|ich (?:bin|wohne|lebe)(?: (?:jetzt|gerade))? in|(?:estoy|vivo) en|(?:je suis|j'habite)(?: maintenant)? (?:à|en|au)|(?:sono|vivo|abito) (?:a|in)|(?:estou|moro) em|(?:я|живу)(?: (?:зараз|вже))? [ву])\s+(?:the )?(?<place>\p{L}[\p{L} .-]{1,24})/iu;

/** "It's 3 am here", "у меня сейчас 3 часа ночи": the hour on their clock. */
const hourHere = [
  /(?<![\p{L}])it'?s (?:already |only |like |almost |about )?(?<hour>\d{1,2})(?::(?<minute>\d\d))?\s?(?<half>[ap])\.?m\.? (?:over |right )?here\b/iu,
  /(?<![\p{L}])it'?s (?:already |only )?(?<hour>\d{1,2}):(?<minute>\d\d) (?:over |right )?here\b/iu,
  /(?:у меня|у нас|тут|здесь)(?: (?:сейчас|уже|только|же))* (?<hour>\d{1,2})(?::(?<minute>\d\d))?(?: час(?:а|ов)?)? (?<half>ночи|утра|дня|вечера)/iu,
  /(?:у меня|у нас|тут|здесь)(?: (?:сейчас|уже|только))* (?<hour>\d{1,2}):(?<minute>\d\d)(?!\d)/iu,
];

/** Null for anything that does not plainly say where they are now. `at`: when they said it. */
export function statedPlace(text: string, at: Milliseconds): StatedPlace | null {
  if (text.length > 600 || /[?？]\s*$/u.test(text)) return null;
  const plain = text.replace(/[’`]/gu, "'");
  const place = being.exec(plain)?.groups?.['place'];
  const zone = place === undefined ? undefined : named.find(({ pattern }) => pattern.test(place))?.zone;
  if (zone !== undefined) return { zone, confidence: 0.95 };
  return fromHour(plain, at);
}

/** Said in whole hours mostly, and rounded by whoever says it: good to an hour. */
function fromHour(text: string, at: Milliseconds): StatedPlace | null {
  const said = hourHere.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!said) return null;
  const hour = hourOfDay(Number(said['hour']), said['half']?.toLowerCase());
  if (hour === null) return null;
  const shown = hour + Number(said['minute'] ?? 0) / 60;
  const utc = (((at % dayMs) + dayMs) % dayMs) / hourMs;
  const offset = Math.round(((((shown - utc) % 24) + 36) % 24) - 12);
  // The signs of these names are turned round: Etc/GMT-3 is three hours ahead.
  const zone = offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
  return { zone, confidence: 0.75 };
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  const isAfternoon = half === 'p' || half === 'дня' || half === 'вечера';
  return (hour % 12) + (isAfternoon ? 12 : 0);
}
