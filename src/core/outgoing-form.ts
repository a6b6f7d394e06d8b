/** How a bubble goes out where it is not plain words. Its text is the words: spoken, written below, or told in its place. */
export type OutgoingForm =
  | {
      readonly form: 'voice';
      readonly language: string | null;
      /** As the author named them; the service's usual voice without. */
      readonly voice?: string;
      readonly style?: string;
    }
  /** `file`: inside the character's folder. */
  | {
      readonly form: 'photo';
      readonly character: string;
      readonly file: string;
      readonly language: string | null;
    }
  /** One of a public set, by the emoji it stands for there. */
  | { readonly form: 'sticker'; readonly set: string; readonly emoji: string };
