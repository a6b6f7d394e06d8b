import type { NewMemory } from '../../src/store/memory/memory-writer.js';

/** Something the scribe learnt of a person; say what matters to the test. */
export function aMemory(memory: Partial<NewMemory>): NewMemory {
  return {
    kind: 'fact',
    text: '',
    subject: '',
    author: 'person',
    trust: 'self',
    quarantine: null,
    origin: 'scribe',
    category: null,
    confidence: 0.9,
    importance: 0.5,
    emotion: null,
    intensity: null,
    validFrom: 0,
    due: null,
    sources: [],
    supersedes: [],
    ...memory,
  };
}
