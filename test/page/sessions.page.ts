import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, PageBed } from './page-bed.js';

/** What people come for, from the first click to the last, without a terminal. */
let browser: Browser;
let bed: PageBed;
beforeAll(async () => {
  browser = await openBrowser();
  bed = await PageBed.open(40);
});
afterAll(async () => {
  await bed.close();
  await browser.close();
});

const shots = process.env['KINDRED_PAGE_SHOTS'];
async function shot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/session-${name}.png`, fullPage: true });
}

it('an operator sees the account that is not well, takes a chat over and marks ten drafts', async () => {
  const { page, complaints } = await bed.signIn(browser);
  await bed.go(page, 'now');
  await shot(page, 'operator-1-now');
  await page.getByRole('link', { name: 'mira-main' }).first().click();
  await page.getByText('PEER_FLOOD').first().waitFor();
  await shot(page, 'operator-2-account');
  await bed.go(page, 'chats');
  await page.locator('tbody a').first().click();
  await page.getByRole('button', { name: 'Show the talk' }).click();
  await page.locator('.bubble').first().waitFor();
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('button', { name: 'Release' }).waitFor();
  await shot(page, 'operator-3-chat');
  await bed.go(page, 'gate');
  await page.getByRole('button', { name: 'Show the drafts' }).click();
  const left = async (): Promise<number> =>
    Number(/of ([\d,]+)/u.exec((await page.locator('.sample').textContent()) ?? '')?.[1] ?? 0);
  const before = await left();
  expect(before).toBeGreaterThan(10);
  await shot(page, 'operator-4-drafts');
  // As fast as somebody who has read enough: no key waits for the mark before it.
  for (const key of 'rrwrrwrrrw') await page.keyboard.press(key);
  await page.getByText('11 of').waitFor();
  await bed.go(page, 'log');
  await expect.poll(() => page.getByText('page gate mark').count()).toBeGreaterThan(0);
  await bed.go(page, 'gate');
  await page.getByRole('button', { name: 'Show the drafts' }).click();
  await expect.poll(left).toBe(before - 10);
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** A week of life takes about a minute of a busy machine, and more than three of an overloaded one; a broken one shows at once. */
const playedMs = 300_000;

it(
  'an author begins a character, writes, compares two versions and rehearses a week',
  { timeout: 3 * playedMs },
  async () => {
    const { page, complaints } = await bed.signIn(browser);
    await bed.go(page, 'studio');
    await page.getByLabel('Name of a new character').fill('Ola of the Harbour');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.locator('h1', { hasText: 'ola-of-the-harbour' }).waitFor();
    await page.getByText('Nothing is wrong with it.').waitFor();
    await shot(page, 'author-1-begun');
    const text = page.locator('.cm-content');
    await text.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('# mine\n');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved. A running program takes it in by itself.').waitFor();
    await page.locator('.cm-line', { hasText: 'long day?' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' tell me.');
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.locator('.differences ins').first().waitFor();
    await page.getByLabel('Model').selectOption('canned');
    await page.getByRole('button', { name: 'Say ten lines to both' }).click();
    await page.getByText('10 of 10').waitFor({ timeout: playedMs });
    await shot(page, 'author-2-compared');
    await page.keyboard.press('Control+s');
    await page.getByRole('tab', { name: 'Rehearse' }).click();
    await shot(page, 'author-3-rehearse');
    await page.getByRole('button', { name: /^Rehearse/u }).click();
    const report = page.getByRole('link', { name: /report/iu });
    const problem = page.getByText('The rehearsal ended');
    await report.or(problem).waitFor({ timeout: playedMs });
    expect(await problem.count()).toBe(0);
    await shot(page, 'author-4-rehearsed');
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);
