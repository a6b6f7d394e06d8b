import type { Milliseconds } from '../../core/clock.js';
import type { Attachment } from '../../core/event.js';
import type { ModelImage } from '../../model/contract.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { readHeldPictures } from '../../store/media/media-reader.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { PerceivingNeeds } from './perceiving-needs.js';

/** Pictures of one turn: four tell what an album is about, and cost four thousand tokens. */
const mostShown = 4;
/** An earlier picture is looked at again for so long. */
const againWithin: Milliseconds = 7 * 86_400_000;

export interface ShownPictures {
  readonly images: readonly ModelImage[];
  /** One of them is an earlier one that is asked about. */
  readonly isAgain: boolean;
}

const none: ShownPictures = { images: [], isAgain: false };

/** Words by which somebody speaks of a picture they sent, in the languages the program speaks itself. */
const ofPicture =
  /\b(?:photo|picture|pic|image|selfie|shot|foto|fotos|bild|bilder|imagen|imágenes|immagine|imagem|photos|pictures)\b|фот|картин|снимк|знім|світлин/iu;
const asks = /[?？]|\b(?:look|see|schau|sieh|mira|regarde|guarda|olha)\b|посмотр|глян|подив/iu;

/**
 * The pictures that the voice is shown with this turn: those of the burst, and an earlier one where it is asked about. They
 * stand in the last message, behind every cache breakpoint, and in no later request.
 */
export async function picturesForTurn(
  { database, files, clock }: Pick<PerceivingNeeds, 'database' | 'files' | 'clock'>,
  { state, burst, window }: LoadedTurn,
): Promise<ShownPictures> {
  const now = burst.flatMap(({ attachments }) => attachments.flatMap(shownAs));
  const again = now.length > 0 ? [] : earlier(burst, window, clock.now());
  const wanted = (now.length > 0 ? now : again).slice(0, mostShown);
  if (wanted.length === 0) return none;
  const held = await readHeldPictures(database.read, state.conversation, wanted);
  const images: ModelImage[] = [];
  for (const { medium, name, key, width, height } of held) {
    const bytes = await files.open({ name, key });
    if (bytes !== null) images.push({ medium, bytes, type: 'image/jpeg', width, height });
  }
  return { images, isAgain: images.length > 0 && now.length === 0 };
}

function shownAs({ medium, unseen, kind, awaits, seen }: Attachment): readonly number[] {
  const isPicture = kind !== 'voice' && kind !== 'round' && kind !== 'audio';
  return medium !== undefined &&
    unseen === undefined &&
    isPicture &&
    (awaits === 'describe' || seen !== undefined)
    ? [medium]
    : [];
}

/** The picture that is replied to, or the last one they sent where they ask about a picture. */
function earlier(
  burst: readonly StoredMessage[],
  window: readonly StoredMessage[],
  now: Milliseconds,
): readonly number[] {
  const isAsked = burst.some(({ text }) => ofPicture.test(text) && asks.test(text));
  const replied = new Set(burst.flatMap(({ answers }) => (answers === undefined ? [] : [answers])));
  const isFresh = ({ author, sentAt }: StoredMessage): boolean =>
    author === 'person' && now - sentAt < againWithin;
  const found = window.findLast(
    (message) =>
      isFresh(message) &&
      message.attachments.some((one) => shownAs(one).length > 0) &&
      (isAsked || replied.has(message.remoteId)),
  );
  return found?.attachments.flatMap(shownAs) ?? [];
}
