import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from '../../src/app/orders/chat-orders.js';
import { openDatabase } from '../../src/store/engine/database.js';
import { openBrowser, PageBed, seriousFindings } from './page-bed.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const latest = (chats: number): string => encodeURIComponent(`mira/telegram:${chats}`);
const viewsOf = (chats: number): Readonly<Record<string, string>> => ({
  now: 'now',
  chats: 'chats',
  ...(chats === 0
    ? {}
    : {
        chat: `chats/${latest(chats)}`,
        turn: `turns/t${`${chats - 1}-1`.padStart(9, '0')}`,
        account: 'accounts/mira-main',
      }),
  'writing-first': 'writing-first',
  gate: 'gate',
  cost: 'cost',
  accounts: 'accounts',
  duties: 'duties',
  log: 'log',
  studio: 'studio',
  author: 'studio/mira',
});

/** Where pictures of the views are put to be looked at; none are taken where it is not set. */
const shots = process.env['KINDRED_PAGE_SHOTS'];

async function sticksOut(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

describe.each([0, 1, 10_000])('with %i chats', (chats) => {
  let bed: PageBed;
  beforeAll(async () => {
    bed = await PageBed.open(chats);
  });
  afterAll(() => bed.close());

  it('shows every view, wide and narrow, light and dark, to eyes, keys and ears', async () => {
    const { page, complaints } = await bed.signIn(browser);
    const found: string[] = [];
    for (const [name, place] of Object.entries(viewsOf(chats))) {
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await bed.go(page, place);
        const out = await sticksOut(page);
        if (out > 0) found.push(`${name} sticks out by ${out} at ${width}`);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          if (width === 1280 || colorScheme === 'light') {
            for (const one of await seriousFindings(page))
              found.push(`${name} ${width} ${colorScheme}: ${one}`);
          }
          if (shots !== undefined) {
            mkdirSync(shots, { recursive: true });
            await page.screenshot({
              path: `${shots}/${chats}-${name}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
          }
        }
      }
      if (chats === 0 && !['studio', 'author', 'duties'].includes(name)) {
        expect([name, await page.locator('.empty').count()]).not.toEqual([name, 0]);
      }
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
    expect(bed.broken).toEqual([]);
    await page.context().close();
  });

  if (chats > 1) {
    it('shows words when they are asked for, as words and never as anything else', async () => {
      const { page, complaints } = await bed.signIn(browser);
      for (let back = 0; back < 8; back += 1) {
        await bed.go(page, `chats/${encodeURIComponent(`mira/telegram:${chats - back}`)}`);
        await page.getByRole('button', { name: 'Show the talk' }).click();
        await page.locator('.bubble').first().waitFor();
        await page.getByRole('button', { name: 'Show what is remembered' }).click();
        await page.locator('.memories li').first().waitFor();
      }
      await bed.go(page, 'gate');
      await page.getByRole('button', { name: 'Show the drafts' }).click();
      await page.locator('.sample').waitFor();
      expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it('pages through the list and finds a name in other letters', async () => {
      const { page } = await bed.signIn(browser);
      await bed.go(page, 'chats');
      await page.getByText('1 to 50 of 10,000').waitFor();
      await page.getByRole('button', { name: 'Older' }).click();
      await page.getByText('51 to 100 of 10,000').waitFor();
      await page.getByRole('searchbox').fill('TOMÁS');
      await page.locator('tbody tr').first().filter({ hasText: 'Tomás Ruiz' }).waitFor();
      await page.context().close();
    });
  }
});

describe('while it is open', () => {
  let bed: PageBed;
  beforeAll(async () => {
    bed = await PageBed.open(12);
  });
  afterAll(() => bed.close());
  const chat = 'mira/telegram:12';
  const place = `chats/${encodeURIComponent(chat)}`;

  it('shows in two tabs what one of them does, and what others do', async () => {
    const { page } = await bed.signIn(browser);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await bed.go(page, place);
    await bed.go(other, place);
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByText('Taken over: the character is silent here.').waitFor();
    await other.getByRole('button', { name: 'Release' }).waitFor();
    const database = openDatabase(`${bed.folder}/data/kindred.db`);
    await carryOut(database, { do: 'release', conversation: chat }, Date.now());
    await database.close();
    await other.getByRole('button', { name: 'Release' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Release' }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('says that the connection is lost, keeps what it shows, and goes on by itself', async () => {
    const { page } = await bed.signIn(browser);
    await bed.go(page, 'chats');
    await bed.restart(async () => {
      await page.getByText('connection lost, trying again').waitFor();
      expect(await page.locator('tbody tr').count()).toBe(12);
    });
    await page.locator('.live:not(.lost)').waitFor();
    await page.context().close();
  });

  it('marks drafts with two keys', async () => {
    const { page } = await bed.signIn(browser);
    await bed.go(page, 'gate');
    await page.getByRole('button', { name: 'Show the drafts' }).click();
    const left = async (): Promise<number> =>
      Number(/of ([\d,]+)/u.exec((await page.locator('.sample').textContent()) ?? '')?.[1] ?? 0);
    const before = await left();
    await page.keyboard.press('w');
    await page.getByText('Marked: wrong.').waitFor();
    await page.keyboard.press('r');
    await page.getByText('Marked: right.').waitFor();
    await bed.go(page, 'log');
    await page.getByText('page gate mark').first().waitFor();
    await bed.go(page, 'gate');
    await page.getByRole('button', { name: 'Show the drafts' }).click();
    expect(await left()).toBe(before - 2);
    await page.context().close();
  });

  it('is read by keys alone', async () => {
    const { page } = await bed.signIn(browser);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction('document.activeElement?.id === "main"');
    await bed.go(page, 'now');
    await page.locator('nav a', { hasText: 'Cost' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Cost' }).waitFor();
    await page.waitForFunction('document.activeElement?.id === "main"');
    await page.context().close();
  });

  it('says what to do when a link was used, and lets nobody in', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const link = bed.served.newLink();
    await page.goto(link);
    await page.locator('h1', { hasText: 'Now' }).waitFor();
    const stranger = await (await browser.newContext()).newPage();
    await stranger.goto(link);
    await stranger.getByText('This link was used already').waitFor();
    await stranger.getByText('kindred page', { exact: true }).waitFor();
    await stranger.context().close();
    await context.close();
  });

  it('checks a character while it is written, saves it, and keeps the last good one', async () => {
    const { page, complaints } = await bed.signIn(browser);
    await bed.go(page, 'studio/mira');
    const text = page.locator('.cm-content');
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('nonsense: [\n');
    await page.locator('.needs .badge.bad').first().waitFor();
    await page.keyboard.press('Control+s');
    await page.locator('.said .problem').waitFor();
    // A new line is a step of its own.
    while (((await text.textContent()) ?? '').includes('nonsense')) await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# written in the studio\n');
    await page.getByText('Nothing is wrong with it.').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Saved. A running program takes it in by itself.').waitFor();
    await page.getByRole('button', { name: 'Last good version' }).waitFor();
    await page.getByRole('tab', { name: 'Prompt' }).click();
    await page.locator('.told pre').first().waitFor();
    // A refused save is an answer of the server, which browsers note.
    expect(complaints.filter((words) => !words.includes('409'))).toEqual([]);
    await page.context().close();
  });

  it('refuses a hostile card in one line and takes a good one', async () => {
    const { page } = await bed.signIn(browser);
    await bed.go(page, 'studio');
    const file = page.locator('input[type=file]');
    await file.setInputFiles({
      name: ['..', '..', 'evil.png'].join('\\'),
      mimeType: 'image/png',
      buffer: Buffer.from('<script>'),
    });
    await page.locator('.said .problem').waitFor();
    const card = {
      spec: 'chara_card_v2',
      spec_version: '2.0',
      data: { name: 'Vera <b>', description: 'Vera mends clocks.', first_mes: 'hello', mes_example: '' },
    };
    await file.setInputFiles({
      name: 'vera.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(card)),
    });
    await page.getByText('Imported Vera').waitFor();
    await page.context().close();
  });
});
