import type { Identifiers } from '../person/identifiers.js';

/** Where an assistant for everybody may be run over the Cloud API by Meta's terms and the orders against them (docs/channels.md). */
export const regions = ['eea', 'italy', 'brazil'] as const;
export type Region = (typeof regions)[number];

/** The European Union with Iceland, Liechtenstein and Norway: ISO 3166-1 and the codes of ITU-T E.164. */
const eea: readonly (readonly [country: string, code: string])[] = [
  ...([
    ['AT', '43'],
    ['BE', '32'],
    ['BG', '359'],
    ['HR', '385'],
    ['CY', '357'],
    ['CZ', '420'],
  ] as const),
  ...([
    ['DK', '45'],
    ['EE', '372'],
    ['FI', '358'],
    ['FR', '33'],
    ['DE', '49'],
    ['GR', '30'],
  ] as const),
  ...([
    ['HU', '36'],
    ['IE', '353'],
    ['IT', '39'],
    ['LV', '371'],
    ['LT', '370'],
    ['LU', '352'],
  ] as const),
  ...([
    ['MT', '356'],
    ['NL', '31'],
    ['PL', '48'],
    ['PT', '351'],
    ['RO', '40'],
    ['SK', '421'],
  ] as const),
  ...([
    ['SI', '386'],
    ['ES', '34'],
    ['SE', '46'],
    ['IS', '354'],
    ['LI', '423'],
    ['NO', '47'],
  ] as const),
];

const countries: Readonly<Record<Region, readonly (readonly [country: string, code: string])[]>> = {
  eea,
  italy: [['IT', '39']],
  brazil: [['BR', '55']],
};

/** Whether a person is from there, by the country in their user id, else by their number. Nobody is where neither says so. */
export function isFrom(region: Region, { bsuid, phone }: Identifiers): boolean {
  if (bsuid !== undefined) return countries[region].some(([country]) => bsuid.startsWith(`${country}.`));
  return phone !== undefined && countries[region].some(([, code]) => phone.startsWith(code));
}
