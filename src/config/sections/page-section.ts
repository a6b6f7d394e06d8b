import { z } from 'zod';
import { field } from '../field.js';

/** Nothing else that is widely used listens there. */
const usualPort = 8420;

/**
 * `page` in kindred.yaml: "kindred run" serves the page, too. Left out, "kindred page" alone does, with the values here;
 * see docs/page.md.
 */
export const pageSection = z
  .strictObject({
    /** Where it listens. */
    host: field.host.default('127.0.0.1'),
    port: field.port.default(usualPort),
    /** What people type to reach it, where something stands in between: a reverse proxy, with its path. */
    address: field.baseUrl.optional(),
    /** `write`: chats can be taken over, drafts marked, accounts rotated, characters saved. */
    allow: z.enum(['read', 'write']).default('read'),
    /** Whether what people wrote is shown at once, when asked for, or never. Each look is kept in access.log. */
    content: z.enum(['shown', 'on-request', 'never']).default('on-request'),
  })
  .optional()
  .transform((written) => ({
    isServedByRun: written !== undefined,
    host: written?.host ?? '127.0.0.1',
    port: written?.port ?? usualPort,
    address: written?.address ?? null,
    allow: written?.allow ?? 'read',
    content: written?.content ?? 'on-request',
  }));

export type PageConfig = Readonly<z.output<typeof pageSection>>;
