import type { Character } from '../../character/character.js';
import type { Chance } from '../../core/chance.js';
import type { AccountId } from '../../core/ids.js';
import type { Database } from '../../store/engine/database.js';
import { readRefusedForms, readShown } from '../../store/media/shown-store.js';
import { chooseForm, type FormChoice } from '../../strategist/form.js';
import type { LoadedTurn } from '../loading/load-turn.js';

export interface FormNeeds {
  readonly database: Pick<Database, 'read'>;
  readonly chance: Chance;
  /** Something is set up to speak. */
  readonly hasMouth: boolean;
  /** Whether files can be sent from an account. */
  readonly canSend: (account: AccountId) => boolean;
}

/** How this answer goes out. The store is asked only where something speaks for another form than words. */
export async function findForm(
  { database, chance, hasMouth, canSend }: FormNeeds,
  loaded: LoadedTurn,
  { media: { album, stickers } }: Pick<Character, 'media'>,
  register: string,
  now: number,
): Promise<FormChoice> {
  const { state, burst, window, care, consents, mustDisclose, isLocked } = loaded;
  const input = {
    burst,
    own: window.filter(({ author }) => author === 'character'),
    register,
    isCareful: isLocked || mustDisclose || (care.crisisUntil ?? 0) > now,
    album,
    stickers,
    chance,
  };
  const isAble = canSend(state.account);
  const wished = {
    voice: isAble && hasMouth,
    photo: isAble && album.length > 0,
    sticker: isAble && stickers.length > 0,
  };
  const first = chooseForm({ ...input, may: wished, shown: new Set() });
  if (first.form === 'words') return first;
  const refused = await readRefusedForms(database.read, state);
  const shown = await readShown(database.read, state.conversation);
  const hasRefused = consents.get('speak')?.state === 'withdrawn';
  const may = {
    voice: wished.voice && !refused.includes('voice') && !hasRefused,
    photo: wished.photo && !refused.includes('photo'),
    sticker: wished.sticker && !refused.includes('sticker'),
  };
  // The chance was taken: what it allowed once stays allowed.
  const decided = first.form === 'sticker' ? { next: () => 0 } : chance;
  return chooseForm({ ...input, may, shown: new Set(shown.keys()), chance: decided });
}
