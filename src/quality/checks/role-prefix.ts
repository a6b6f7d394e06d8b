import { pass, type Check } from '../check.js';

/** Models like to write the speaker's name in front, as in a script, and to put the whole line in quotation marks. */
export const rolePrefixCheck: Check = {
  name: 'role-prefix',
  judge(text, { character }) {
    const speaker = new RegExp(`^\\s*(?:${escape(character.name)}|assistant|ai)\\s*:\\s*`, 'iu');
    const bare = text.replace(speaker, '');
    const unquoted = /^["“«]([^"“”«»]+)["”»]$/su.exec(bare.trim())?.[1] ?? bare;
    return unquoted === text ? pass : { verdict: 'repair', text: unquoted, reason: 'speaker-prefix' };
  },
};

function escape(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
