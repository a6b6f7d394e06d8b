import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { plainJpeg, voiceNote } from '../../../test/support/media-files.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { droppedFile } from './dropped-file.js';

it('is a file where a line is the path of one, however a terminal writes it, and a message otherwise', async () => {
  const folder = temporaryFolder();
  const picture = join(folder, 'my cat.jpg');
  writeFileSync(picture, await plainJpeg(40, 40));
  writeFileSync(join(folder, 'note.ogg'), await voiceNote(2));
  writeFileSync(join(folder, 'page.html'), '<!doctype html><p>hello');
  for (const line of [
    picture,
    `'${picture}'`,
    `"${picture}" `,
    picture.replaceAll(' ', '\\ '),
    `file://${picture.replaceAll(' ', '%20')}`,
  ]) {
    expect([line, droppedFile(line)]).toMatchObject([line, { as: 'photo', name: 'my cat.jpg' }]);
  }
  expect(droppedFile(join(folder, 'note.ogg'))).toMatchObject({ as: 'voice', seconds: 2 });
  for (const line of [
    `look at ${picture}`,
    '/quit',
    folder,
    join(folder, 'page.html'),
    '/etc/shadow',
    'hello',
  ]) {
    expect([line, droppedFile(line)]).toEqual([line, null]);
  }
});
