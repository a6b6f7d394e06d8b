import { expect, it } from 'vitest';
import { nameToNoteBy } from './person-name.js';

it('notes by the name somebody gave, else by their profile, and never by "You"', () => {
  const told = [
    { subject: 'cat name', text: 'Their cat is called Miso' },
    { subject: 'name', text: 'Their name is Dmitri' },
  ];
  expect(nameToNoteBy('You', told)).toBe('Dmitri');
  expect(nameToNoteBy('dim4ik', [{ subject: 'имя', text: 'Зовут Дмитрий' }])).toBe('Дмитрий');
  expect(nameToNoteBy('Ann', told.slice(0, 1))).toBe('Ann');
  expect(nameToNoteBy('You', told.slice(0, 1))).toBeNull();
  expect(nameToNoteBy(null, [])).toBeNull();
});
