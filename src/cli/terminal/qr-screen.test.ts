import { PassThrough } from 'node:stream';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawQr, QrScreen } from './qr-screen.js';

const link = `tg://login?token=${'aZ09_-'.repeat(8)}`;

/** The modules as a phone sees them: two rows to a line. */
function modules(lines: readonly string[]): readonly (readonly boolean[])[] {
  return lines.flatMap((line) => [
    [...line].map((cell) => cell === '█' || cell === '▀'),
    [...line].map((cell) => cell === '█' || cell === '▄'),
  ]);
}

function terminal(columns: number): {
  screen: PassThrough & { isTTY: true; columns: number };
  shown: () => string;
} {
  let text = '';
  const screen = Object.assign(new PassThrough(), { isTTY: true as const, columns });
  screen.on('data', (chunk) => (text += String(chunk)));
  return { screen, shown: () => text };
}

describe('a QR code in half blocks', () => {
  it('has every module of the code, with white around it', () => {
    const { data, size } = encode(link, { ecc: 'L', border: 0 });
    const drawn = modules(drawQr(link));
    const inner = drawn.slice(2, 2 + size).map((row) => row.slice(2, 2 + size));
    expect(inner).toEqual(data);
    const frame = [...drawn.slice(0, 2), ...drawn.slice(2 + size, 4 + size)];
    expect(frame.flat().some((dark) => dark)).toBe(false);
    expect(drawn.every((row) => !row[0] && !row[1] && !row.at(-1) && !row.at(-2))).toBe(true);
  });

  it('draws the light modules where there is no colour to rely on', () => {
    const rows = encode(link, { ecc: 'L', border: 2 }).data.length;
    const light = modules(drawQr(link, true)).slice(0, rows);
    expect(light.map((row) => row.map((ink) => !ink))).toEqual(modules(drawQr(link)).slice(0, rows));
  });
});

describe('the screen for it', () => {
  it('draws in black on white, again in the same place, and takes it away', () => {
    const { screen, shown } = terminal(80);
    const view = new QrScreen(screen, ['Scan this:']);
    view.show(link);
    const lines = drawQr(link).length;
    expect(shown()).toContain(`\u001b[38;5;16;48;5;231m${drawQr(link)[3] ?? ''}\u001b[0m\n`);
    expect(shown()).not.toContain('tg://');
    view.show(`${link}x`);
    expect(shown()).toContain(`\u001b[${lines + 2}A\u001b[0J`);
    view.clear();
    expect(shown().endsWith(`\u001b[${lines + 2}A\u001b[0J`)).toBe(true);
  });

  it('counts lines that the terminal breaks, and says when it is too narrow', () => {
    const { screen, shown } = terminal(30);
    const view = new QrScreen(screen, ['x'.repeat(70)]);
    view.show(link);
    expect(shown()).toMatch(/too narrow for the code: it needs \d\d columns/);
    view.clear();
    // Three lines each for the invitation and the excuse, two for the closing line.
    expect(shown().endsWith('\u001b[8A\u001b[0J')).toBe(true);
  });

  it('writes the link below the drawing where there is no terminal', () => {
    const { screen, shown } = terminal(80);
    new QrScreen(Object.assign(screen, { isTTY: false as const }), ['Scan this:']).show(link);
    expect(shown()).toBe(['Scan this:', ...drawQr(link, true), link, ''].join('\n'));
  });
});
