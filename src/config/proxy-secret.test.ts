import { describe, expect, it } from 'vitest';
import { readProxySecret } from './proxy-secret.js';

const key = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const hex = key.toString('hex');
const padded = Buffer.concat([Buffer.from([0xdd]), key]);
const tls = Buffer.concat([Buffer.from([0xee]), key, Buffer.from('example.org')]);

describe('an MTProxy secret as people get it', () => {
  it.each([
    ['digits', hex, false],
    ['digits in capitals', hex.toUpperCase(), false],
    ['digits with a newline', `${hex}\n`, false],
    ['digits in quotes', ` "${hex}" `, false],
    ['digits with dd', `dd${hex}`, true],
    ['base64', key.toString('base64'), false],
    ['base64 without its end', key.toString('base64').replace(/=+$/, ''), false],
    ['base64url', key.toString('base64url'), false],
    ['base64url with dd', padded.toString('base64url'), true],
    ['a tg link', `tg://proxy?server=1.2.3.4&port=443&secret=dd${hex}`, true],
    ['a web link', `https://t.me/proxy?server=a.example&port=443&secret=${hex}`, false],
    [
      'a link with base64',
      `tg://proxy?server=a&port=1&secret=${encodeURIComponent(padded.toString('base64'))}`,
      true,
    ],
    ['a link broken over two lines', `tg://proxy?server=a&port=1&\n  secret=${hex}`, false],
  ])('%s', (_, text, isPadded) => {
    expect(readProxySecret(text)).toEqual({ ok: true, key, isPadded });
  });

  it.each([
    ['fake TLS in digits', tls.toString('hex'), 'fake-tls'],
    ['fake TLS in base64url', tls.toString('base64url'), 'fake-tls'],
    ['fake TLS in a link', `tg://proxy?server=a&port=1&secret=${tls.toString('base64url')}`, 'fake-tls'],
    ['too short', hex.slice(2), 'unreadable'],
    ['too long', `${hex}00`, 'unreadable'],
    ['words', 'my secret is a secret', 'unreadable'],
    ['a socks link', 'tg://socks?server=a&port=1', 'no-secret'],
    ['nothing', '\n', 'no-secret'],
  ])('%s is refused', (_, text, reason) => {
    expect(readProxySecret(text)).toEqual({ ok: false, reason });
  });
});
