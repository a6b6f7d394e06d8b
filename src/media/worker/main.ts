import type { MediaAnswer, MediaJob } from './jobs.js';
import { makePicture } from './make-picture.js';
import { hearSound, speakSound } from './make-sound.js';

/**
 * The process that opens files of strangers. It has no network, no database and no keys; whatever a file does to it, it
 * is the only thing that ends.
 */
process.on('message', (message: { readonly id: number; readonly job: MediaJob }) => {
  answer(message.id, message.job).then(
    (made) => process.send?.(made),
    () => process.send?.({ id: message.id, ok: false, fault: 'unreadable' } satisfies MediaAnswer),
  );
});
process.on('disconnect', () => process.exit(0));

async function answer(id: number, job: MediaJob): Promise<MediaAnswer> {
  const made = await make(job);
  return typeof made === 'string' ? { id, ok: false, fault: made } : { id, ok: true, made };
}

function make(job: MediaJob) {
  switch (job.kind) {
    case 'picture':
      return makePicture(job.bytes, job.most);
    case 'hear':
      return hearSound(job.bytes, job.mostSeconds);
    case 'speak':
      return speakSound(job.bytes, job.comments, job.serial);
  }
}
