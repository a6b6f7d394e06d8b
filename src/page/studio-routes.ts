import { Hono } from 'hono';
import type { PageEnv } from './door/guard.js';
import type { PageParts } from './source/page-parts.js';

export function studioRoutes(_parts: PageParts): Hono<PageEnv> {
  return new Hono<PageEnv>();
}
