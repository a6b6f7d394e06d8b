import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { readEnvironment } from '../../src/config/env.js';
import { loadConfig } from '../../src/config/load.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { servePage, type ServedPage } from '../../src/page/serve-page.js';
import { pageLife } from './page-life.js';

/** Where Debian and others put it. */
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function openBrowser(): Promise<Browser> {
  const executablePath = browsers.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('no browser: apt-get install chromium');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page over a filled folder, and what tests do with it. */
export class PageBed {
  readonly broken: unknown[] = [];
  private constructor(
    readonly folder: string,
    public served: ServedPage,
  ) {}

  static async open(chats: number, settings = 'page: { allow: write }\n'): Promise<PageBed> {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-page-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'kindred.yaml'), `${settings}operator: { name: Ada }\n`);
    await pageLife(folder, chats, Date.now());
    const bed = new PageBed(folder, await serve(folder, []));
    return bed;
  }

  /** End the page and serve it anew in the same place. */
  async restart(whileAway: () => Promise<void>): Promise<void> {
    const { port } = this.served;
    await this.served.close();
    await whileAway();
    this.served = await serve(this.folder, this.broken, port);
  }

  async close(): Promise<void> {
    await this.served.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A browser's window, signed in. What its console complains of is kept. */
  async signIn(
    browser: Browser,
    width = 1280,
  ): Promise<{ readonly page: Page; readonly complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(`http://127.0.0.1:${this.served.port}/`);
      if (!isOwn && !request.url().startsWith('data:')) complaints.push(`asked elsewhere: ${request.url()}`);
    });
    await page.goto(this.served.newLink());
    await page.locator('h1').waitFor();
    return { page, complaints };
  }

  async go(page: Page, place: string): Promise<void> {
    await page.evaluate(`location.hash = ${JSON.stringify(`#/${place}`)}`);
    // The view that was there before is gone once two frames are painted.
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))',
    );
    await page.locator('main h1, main .empty, main .trouble').first().waitFor();
    await page.locator('main [aria-busy="true"]').waitFor({ state: 'detached' });
  }
}

function serve(folder: string, broken: unknown[], port = 0): Promise<ServedPage> {
  return servePage({
    ...loadConfig({ home: folder, environment: readEnvironment({}) }),
    clock: systemClock(),
    pid: 1,
    host: 'test',
    port,
    onBroken: (cause) => broken.push(cause),
  });
}

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string | null; nodes: { html: string }[] }[] }>;
}

/** What hinders people who hear the page or use it by keys: serious and critical findings of axe-core. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const file = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  // The page's policy lets no script in; a tool of the browser's own is none.
  await page.evaluate(readFileSync(file, 'utf8'));
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html }) => html.slice(0, 160))
          .join(' | ')}`,
    );
}
