import type { ControlHandlers } from '../app/orders/control-socket.js';
import type { PageThread } from './start-page-thread.js';

/** What `kindred page` asks the running program for; null where that serves no page. */
export interface PageLink {
  readonly link: string | null;
}

export function pageHandlers(page: Promise<PageThread | null>): ControlHandlers {
  return { 'page-link': async (): Promise<PageLink> => ({ link: (await (await page)?.newLink()) ?? null }) };
}
