import { expect, it } from 'vitest';
import { encode } from 'uqr';
import { qrPng } from '../../sandbox/whatsapp/wire/qr-png.js';
import { qrModulesIn } from './qr-picture.js';

it('finds the squares of a code in a picture, whatever its text', () => {
  for (const text of ['2@short', `2@${'x'.repeat(180)}`]) {
    expect(qrModulesIn(qrPng(text))).toEqual(encode(text, { ecc: 'L', border: 0 }).data);
  }
});

it('takes nothing else for one', () => {
  const png = qrPng('2@short');
  for (const wrong of [Buffer.alloc(0), Buffer.from('GIF89a'), png.subarray(0, 60), Buffer.alloc(4_000, 1)]) {
    expect(qrModulesIn(wrong)).toBeNull();
  }
});
