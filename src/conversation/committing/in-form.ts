import type { OutgoingForm } from '../../core/outgoing-form.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import type { NewBubble } from '../../store/turn/new-bubble.js';
import { isSpeakable, spokenForm, type FormChoice } from '../../strategist/form.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { CommittingNeeds } from './committing-needs.js';

/**
 * The bubbles of a reply in the form that was chosen for it. The words were judged before: what is spoken is one of them or
 * all together, and goes as words where it cannot be listened to. A picture or a sticker of the character follows the words.
 */
export function inForm(
  context: Pick<CommittingNeeds, 'ids' | 'character'>,
  loaded: LoadedTurn,
  choice: FormChoice | undefined,
  bubbles: readonly NewBubble[],
): readonly NewBubble[] {
  const last = bubbles.at(-1);
  if (choice === undefined || choice.form === 'words' || last === undefined) return bubbles;
  const { character: id } = loaded.state;
  const character = context.character(id);
  const language = spokenLanguage(loaded, character)?.slice(0, 2).toLowerCase() ?? null;
  if (choice.form === 'voice') {
    const plain = bubbles.every(({ discloses, purpose }) => discloses === null && purpose === undefined);
    const together = bubbles.map(({ text }) => text).join('\n');
    const [first] = bubbles;
    if (!plain || first === undefined || !isSpeakable(together)) return bubbles;
    const { voice } = character.media;
    const media: OutgoingForm = {
      form: 'voice',
      language,
      ...(voice !== undefined && { voice: voice.id }),
      ...(voice?.style !== undefined && { style: voice.style }),
    };
    return [{ ...first, entities: [], text: fixedText(spokenForm(together)), media }];
  }
  const media: OutgoingForm =
    choice.form === 'photo'
      ? { form: 'photo', character: id, file: choice.file, language }
      : { form: 'sticker', set: choice.set, emoji: choice.emoji };
  const behind: NewBubble = {
    outbox: context.ids.outbox(),
    sendId: context.ids.send(),
    text: fixedText(choice.form === 'photo' ? choice.caption : choice.emoji),
    replyTo: null,
    discloses: null,
    media,
    notBefore: last.notBefore,
    expiresAt: null,
  };
  return [...bubbles, behind];
}
