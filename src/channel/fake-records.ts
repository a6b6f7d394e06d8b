import type { PeerId, RemoteMessageId, SendId } from '../core/ids.js';
import type { AccountFreeze, AccountSession, SpamBotAnswer, TypingAction } from './contract.js';

/** The calls that can be made to fail. */
export type FakeOperation =
  | 'sendText'
  | 'editText'
  | 'deleteMessages'
  | 'markRead'
  | 'setTyping'
  | 'setOnline'
  | 'react'
  | 'saveDraft'
  | 'probe'
  | 'care';

/** One call as it was made, for scenarios that look at order and presence. */
export interface FakeCall {
  readonly operation: FakeOperation | 'ownHistory';
  readonly peer?: PeerId;
  readonly action?: TypingAction;
  readonly online?: boolean;
  readonly at: number;
}

export interface FakeMessage {
  readonly peer: PeerId;
  readonly messageId: RemoteMessageId;
  readonly direction: 'incoming' | 'outgoing';
  readonly sendId?: SendId;
  readonly sentAt: number;
  text: string;
  deleted: boolean;
}

export interface FakeStanding {
  freeze: AccountFreeze;
  sessions: readonly AccountSession[];
  spamBot: SpamBotAnswer;
  readonly usernames: Map<string, PeerId>;
}
