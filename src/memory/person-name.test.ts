import { expect, it } from 'vitest';
import { nameToNoteBy } from './person-name.js';

it('notes by the name somebody gave, else by their profile, and never by "You"', () => {
  expect(nameToNoteBy('You', ['Their name is Dmitri'])).toBe('Dmitri');
  expect(nameToNoteBy('You', ['Their name is Ann', 'Their name is Bo'])).toBe('Bo');
  expect(nameToNoteBy('dim4ik', ['Зовут Дмитрий'])).toBe('Дмитрий');
  expect(nameToNoteBy('Ann', [])).toBe('Ann');
  expect(nameToNoteBy('You', [])).toBeNull();
  expect(nameToNoteBy(null, [])).toBeNull();
});
