/** How chats are called at the moment: a server names the same chat by its number here and by its lid there (ev#1872). */
export type CallsChats = 'phone' | 'lid' | 'lid-with-alt';

export interface EvolutionHook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** One linked phone on a server. */
export interface EvolutionInstance {
  readonly name: string;
  /** Of the instance; the server's own key opens it, too. */
  token: string;
  /** Digits. */
  readonly line: string;
  state: 'open' | 'close' | 'connecting';
  /** Says that it is open, and hears and sends nothing. */
  isDead: boolean;
  /** What people write is stored, and no event is made of it. */
  isDeaf: boolean;
  callsChats: CallsChats;
  hook: EvolutionHook | null;
  isOnline: boolean;
}

export function newEvolutionInstance(draft: {
  readonly name: string;
  readonly token: string;
  readonly line: string;
}): EvolutionInstance {
  return {
    ...draft,
    state: 'open',
    isDead: false,
    isDeaf: false,
    callsChats: 'phone',
    hook: null,
    isOnline: false,
  };
}
