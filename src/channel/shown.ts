import type { Attachment } from '../core/event.js';

/** As much of a title as tells what it is. Code points. */
const longestLabel = 200;

/** The label of an attachment, where it has one. */
export function labelled(label: string | undefined): { label?: string } {
  return label === undefined || label === '' ? {} : { label: [...label].slice(0, longestLabel).join('') };
}

/** What a message shows beside its words: something stands in the place of what shows nothing that we know. */
export function shownBeside(text: string, attachments: readonly Attachment[]): readonly Attachment[] {
  if (text !== '' || attachments.length > 0) return attachments;
  return [{ kind: 'other', label: 'something this program cannot show' }];
}
