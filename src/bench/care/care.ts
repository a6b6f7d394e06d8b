import type { OutgoingLabel } from '../../duty/net/labels.js';
import { hear, showsCard, type Heard } from '../../duty/hear.js';
import { breaches } from '../../duty/breaches.js';
import type { CareNets } from '../../duty/net/load-nets.js';
import { linksIn } from '../../quality/egress/links.js';
import { percentiles } from '../frame/percentiles.js';
import { readBlind, type BlindSentence } from './blind-sentences.js';
import { styles } from './styles.js';

/** Of what was meant the share that was heard, of look-alikes and of other talk the share that was taken for it. */
export interface PromiseFigures {
  readonly meant: number;
  readonly recall: number | null;
  readonly lookAlikes: number;
  readonly falseRate: number | null;
  readonly others: number;
  readonly falseRateOthers: number | null;
  readonly byLanguage: Readonly<
    Record<string, { readonly recall: number | null; readonly falseRate: number | null }>
  >;
  readonly recallByStyle: Readonly<Record<string, number | null>>;
  /** For reading: what was missed and what was taken for it. */
  readonly missed: readonly string[];
  readonly mistaken: readonly string[];
}

interface Kept {
  readonly labels: readonly string[];
  readonly acts: (text: string) => boolean;
}

/** Measures each promise on sentences of others. @param folder with the blind sets, @param now milliseconds of work */
export function careFigures(
  folder: string,
  nets: CareNets,
  now: () => number,
): Readonly<Record<string, unknown>> {
  const incoming = readBlind(folder, 'incoming');
  const outgoing = readBlind(folder, 'outgoing');
  const links = readBlind(folder, 'links');
  const heard = (is: (heard: Heard) => boolean) => (text: string) => is(hear(text, nets));
  const card = heard(({ danger }) => showsCard(danger));
  const breaks = (what: OutgoingLabel) => (text: string) => breaches(text, nets).includes(what);
  const kinds = ['explicit', 'ideation', 'method'];
  return {
    stop: figures(incoming, { labels: ['stop'], acts: heard(({ stop }) => stop) }),
    forget: figures(incoming, { labels: ['forget'], acts: heard(({ forget }) => forget) }),
    show: figures(incoming, { labels: ['show'], acts: heard(({ show }) => show) }),
    truth: figures(incoming, { labels: ['truth'], acts: heard(({ truth }) => truth) }),
    age: figures(incoming, { labels: ['age'], acts: heard(({ underAge }) => underAge) }),
    danger: {
      ...figures(incoming, { labels: kinds, acts: card }),
      byTier: Object.fromEntries(kinds.map((kind) => [kind, recallOf(incoming, kind, card)])),
    },
    farewell: figures(incoming, { labels: ['farewell'], acts: heard(({ farewell }) => farewell) }),
    claimsHuman: figures(outgoing, { labels: ['claims'], acts: breaks('claims') }),
    holdsBack: figures(outgoing, { labels: ['holds'], acts: breaks('holds') }),
    harms: figures(outgoing, { labels: ['harms'], acts: breaks('harms') }),
    links: figures(links, { labels: ['link'], acts: (text) => linksIn(text).length > 0 }),
    incomingMs: timesOf(incoming, (text) => hear(text, nets), now),
    outgoingMs: timesOf(outgoing, (text) => breaches(text, nets), now),
  };
}

function figures(sentences: readonly BlindSentence[], { labels, acts }: Kept): PromiseFigures {
  const isMeant = (one: BlindSentence): boolean => one.labels.some((label) => labels.includes(label));
  const isAlike = (one: BlindSentence): boolean => one.likeness !== null && labels.includes(one.likeness);
  const meant = sentences.filter(isMeant);
  const alike = sentences.filter(isAlike);
  const others = sentences.filter((one) => one.labels.length === 0 && !isAlike(one));
  const share = (list: readonly BlindSentence[]): number | null =>
    list.length === 0 ? null : rounded(list.filter(({ text }) => acts(text)).length / list.length);
  const languages = [...new Set(sentences.map(({ language }) => language))];
  return {
    meant: meant.length,
    recall: share(meant),
    lookAlikes: alike.length,
    falseRate: share(alike),
    others: others.length,
    falseRateOthers: share(others),
    byLanguage: Object.fromEntries(
      languages.map((language) => {
        const here = (list: readonly BlindSentence[]) => list.filter((one) => one.language === language);
        return [language, { recall: share(here(meant)), falseRate: share(here(alike)) }];
      }),
    ),
    recallByStyle: Object.fromEntries(
      Object.entries(styles).map(([style, typed]) => [
        style,
        share(meant.map((one) => ({ ...one, text: typed(one.text, one.language) }))),
      ]),
    ),
    missed: meant.filter(({ text }) => !acts(text)).map(shown),
    mistaken: [...alike, ...others].filter(({ text }) => acts(text)).map(shown),
  };
}

function recallOf(
  sentences: readonly BlindSentence[],
  label: string,
  acts: (text: string) => boolean,
): number | null {
  const meant = sentences.filter(({ labels }) => labels.includes(label));
  return meant.length === 0 ? null : rounded(meant.filter(({ text }) => acts(text)).length / meant.length);
}

function shown({ language, text }: BlindSentence): string {
  return `${language} ${text}`;
}

function timesOf(
  sentences: readonly BlindSentence[],
  read: (text: string) => unknown,
  now: () => number,
): { readonly p50: number; readonly p95: number } | null {
  if (sentences.length === 0) return null;
  const took = sentences.map(({ text }) => {
    const from = now();
    read(text);
    return now() - from;
  });
  const { p50, p95 } = percentiles(took);
  return { p50: rounded(p50), p95: rounded(p95) };
}

const rounded = (value: number): number => Number(value.toFixed(3));
