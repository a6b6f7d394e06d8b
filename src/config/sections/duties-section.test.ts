import { describe, expect, it } from 'vitest';
import { dutiesSection } from './duties-section.js';

describe('duties in kindred.yaml', () => {
  it.each([
    [undefined, { grading: true }],
    ['eu', { region: 'eu', grading: true }],
    [
      { region: 'us-ny', grading: false },
      { region: 'us-ny', grading: false },
    ],
    [{ grading: false }, { grading: false }],
  ])('reads %j', (written, read) => expect(dutiesSection.parse(written)).toEqual(read));

  it.each(['mars', { region: 'mars' }, { grading: 'no' }, { grade: false }])('refuses %j', (written) =>
    expect(dutiesSection.safeParse(written).success).toBe(false),
  );
});
