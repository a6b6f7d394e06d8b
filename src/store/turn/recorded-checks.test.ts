import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CheckNote } from '../../core/turn.js';
import { readRecordedChecks, recordedChecks } from './recorded-checks.js';

const names = fc.constantFrom('transcript', 'length', 'voice', 'a name of two');
const notes: fc.Arbitrary<CheckNote> = fc.oneof(
  names.map((check): CheckNote => ({ check, verdict: 'pass' })),
  names.map((check): CheckNote => ({ check, verdict: 'pass', reason: 'kept', draft: 2 })),
  names.map((check): CheckNote => ({ check, verdict: 'reject', reason: 'too-long' })),
);

it('gives back every note in its order', () => {
  fc.assert(
    fc.property(fc.array(notes), (list) => {
      expect(readRecordedChecks(recordedChecks(list))).toEqual(list);
    }),
  );
});

it('reads rows from before names were joined', () => {
  const list: CheckNote[] = [
    { check: 'length', verdict: 'pass' },
    { check: 'voice', verdict: 'reject', reason: 'off' },
  ];
  expect(readRecordedChecks(JSON.stringify(list))).toEqual(list);
});

it('takes no more room for a check that passed than its name', () => {
  const passed = Array.from({ length: 17 }, (): CheckNote => ({ check: 'length', verdict: 'pass' }));
  expect(recordedChecks(passed)).toHaveLength(17 * 'length '.length - 1 + 4);
});
