import { expect, test } from 'vitest';

import { isOwnNetwork } from './own-network.js';

test.each([
  'http://127.0.0.1:11434/v1',
  'http://localhost:1234/v1',
  'http://[::1]:8080/v1',
  'http://192.168.1.20:8000/v1',
  'http://172.20.0.3:8000/v1',
  'http://ollama:11434/v1',
  'http://host.docker.internal:11434/v1',
  'http://studio.local/v1',
  'http://[fd00::1]/v1',
])('%s may have to load its model', (url) => {
  expect(isOwnNetwork(url)).toBe(true);
});

test.each([
  'https://api.openai.com/v1',
  'http://172.32.0.1/v1',
  'https://8.8.8.8/v1',
  'https://[2606:4700::1]/v1',
])('%s is a service', (url) => {
  expect(isOwnNetwork(url)).toBe(false);
});
