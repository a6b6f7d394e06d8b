import type { Identifiers } from './identifiers.js';

/**
 * What linked devices are told of a chat: `<number>@c.us` or `<number>@s.whatsapp.net`, `<lid>@lid`, or something that is no
 * person (`@g.us` groups, `@newsletter`, `status@broadcast`). A device's own number may stand behind a colon.
 */
export function identifiersIn(jids: readonly (string | undefined)[]): Identifiers {
  let found: Identifiers = {};
  for (const jid of jids) {
    const [, digits, server] = /^(\d{5,20})(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)$/u.exec(jid ?? '') ?? [];
    if (digits === undefined) continue;
    if (server === 'lid') found = { lid: found.lid ?? digits, ...found };
    else found = { phone: found.phone ?? digits, ...found };
  }
  return found;
}
