/** The names of the sections our prompt is built of; also what no reply may contain. */
export const sectionNames = [
  'identity',
  'voice',
  'rules',
  'relationship',
  'past',
  'modules',
  'lore',
  'memories',
  'edits',
  'doubts',
  'reminder',
  'situation',
  'impulse',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** One named section of the prompt. Empty lines are left out; a section without content is empty text. */
export function section(name: SectionName, content: readonly string[]): string {
  const kept = content.filter((line) => line !== '');
  return kept.length === 0 ? '' : `<${name}>\n${kept.join('\n')}\n</${name}>`;
}

/** A heading with its items, or nothing when there are none. */
export function list(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, ...items.map((item) => `- ${item}`)];
}

const sectionTag = new RegExp(`<(/?)(${sectionNames.join('|')})>`, 'giu');

/** A person's words can look like our sections; they must stay words. */
export function quoteSections(text: string): string {
  return text.replace(sectionTag, '‹$1$2›');
}

export function containsSection(text: string): boolean {
  return text.search(sectionTag) !== -1;
}
