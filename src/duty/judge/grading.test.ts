import { describe, expect, it } from 'vitest';
import { gradeQuestion, readGrade } from './grading.js';

describe('a grade', () => {
  it('is read only where it says what was asked', () => {
    expect(readGrade('{"grade": 3, "about": "self"}')).toEqual({ grade: 3, about: 'self' });
    for (const text of [
      '{"grade": 9, "about": "self"}',
      '{"grade": 2}',
      'three',
      '{"grade":"2","about":"self"}',
    ])
      expect(readGrade(text)).toBeNull();
  });

  it('asks about the end of a long message, where most is said', () => {
    const { user } = gradeQuestion([{ isPerson: true, text: `${'la '.repeat(2_000)}so long` }]);
    expect(user.length).toBeLessThan(2_100);
    expect(user).toContain('so long');
  });
});
