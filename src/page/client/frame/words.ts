const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How long ago, or how far ahead: `3 min ago`, `in 2 h`. */
export function age(time: number | null, now: number): string {
  if (time === null) return '–';
  const away = Math.abs(now - time);
  if (away < minuteMs) return time > now ? 'in a moment' : 'just now';
  const words =
    away >= dayMs
      ? `${Math.floor(away / dayMs)} d`
      : away >= 3_600_000
        ? `${Math.floor(away / 3_600_000)} h`
        : `${Math.floor(away / minuteMs)} min`;
  return time > now ? `in ${words}` : `${words} ago`;
}

const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const clocks = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** On the clock of whoever looks. */
export const moment = (time: number | null): string => (time === null ? '–' : moments.format(time));
export const clockTime = (time: number): string => clocks.format(time);

const numbers = new Intl.NumberFormat('en-US');
export const count = (value: number): string => numbers.format(value);

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Small amounts need more places than a till has. */
export function dollars(microUsd: number): string {
  const amount = microUsd / 1_000_000;
  return `$${amount.toFixed(amount > 0 && amount < 1 ? 4 : 2)}`;
}

export function percent(share: number): string {
  const value = share * 100;
  return `${value === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(1)} %`;
}

export const share = (part: number, whole: number): string => (whole === 0 ? '–' : percent(part / whole));

export const duration = (ms: number): string =>
  ms < 1_000
    ? `${Math.round(ms)} ms`
    : ms < 60_000
      ? `${(ms / 1_000).toFixed(1)} s`
      : `${Math.round(ms / minuteMs)} min`;

/** A name as somebody chose it, without signs that turn or hide what stands beside it; never nothing. */
export function called(name: string | null, username: string | null, id: string): string {
  const own = plain(name ?? '');
  if (own !== '') return own;
  return username === null ? id : `@${plain(username)}`;
}

function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();
}

/** `peer-limited` as people write it. */
export const spaced = (code: string): string => code.replace(/[-_]/gu, ' ');
