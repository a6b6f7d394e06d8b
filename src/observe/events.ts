import type { AccountId, CharacterId, ConversationId, OutboxId, TurnId } from '../core/ids.js';
import type { Milliseconds } from '../core/clock.js';
import type { ServerWords } from '../core/server-words.js';
import { faultFields } from './fault.js';
import type { Logger } from './logger.js';

/** What the program does, one helper each, so that a name and its fields exist once. */

export function messagesReceived(
  logger: Logger,
  facts: { account: AccountId; conversation: ConversationId; count: number },
): void {
  logger.info('messages received', facts);
}

/** Somebody wrote who is not let in (yet): `kindred people` lists them. */
export function personWaits(logger: Logger, facts: { conversation: ConversationId; reason: string }): void {
  logger.info('a person waits to be let in', facts);
}

export function eventIgnored(logger: Logger, facts: { reason: string }): void {
  logger.debug('event ignored', facts);
}

/** What a service had taken on never reached the person. */
export function messageUndelivered(
  logger: Logger,
  facts: { account: AccountId; conversation: ConversationId; code: string },
): void {
  logger.warn('a message never reached the person', facts);
}

/** So many messages of an export were found in the account's own chat: what is deleted there reaches them now. */
export function pastNumbered(logger: Logger, facts: { account: AccountId; count: number }): void {
  logger.info('imported messages were found in the chat', facts);
}

export function turnFinished(
  logger: Logger,
  facts: {
    account: AccountId;
    conversation: ConversationId;
    turn: TurnId;
    cause: string;
    /** What came of it: reply, stay-silent, cut-short and so on. */
    action: string;
    reason?: string | undefined;
    bubbles: number;
    attempts: number;
    /** Our own time, from the update to the model being asked. */
    ownMs?: Milliseconds | undefined;
    modelMs?: Milliseconds | undefined;
    inputTokens?: number | undefined;
    outputTokens?: number | undefined;
    cachedTokens?: number | undefined;
  },
): void {
  logger.info('turn finished', facts);
}

/** Only the operator can settle it: the chat waits for them. The turn says which messages it is about. */
export function handedOver(
  logger: Logger,
  facts: { account: AccountId; conversation: ConversationId; turn: TurnId; reason: string },
): void {
  logger.warn('a chat waits for the operator ("kindred turn show" says why)', facts);
}

/** The person wrote on before anything was committed; the turn starts over with the whole burst. */
export function turnSuperseded(logger: Logger, facts: { conversation: ConversationId }): void {
  logger.debug('turn superseded', facts);
}

export function turnSlow(logger: Logger, facts: { conversation: ConversationId; ms: Milliseconds }): void {
  logger.warn('turn is slow', facts);
}

/** The watchdog ended a turn, so that its conversation can go on. */
export function turnOverran(
  logger: Logger,
  facts: { conversation: ConversationId; ms?: Milliseconds },
): void {
  logger.error('turn overran and was aborted', facts);
}

export function modelFailed(
  logger: Logger,
  facts: {
    role: string;
    provider: string;
    model: string;
    kind: string;
    attempt: number;
    wait?: Milliseconds;
    said?: ServerWords | undefined;
  },
): void {
  logger.warn('model failed', facts);
}

/** A model server in the own network answered its first question, or did not (`kind`). */
export function modelWarm(
  logger: Logger,
  facts: {
    provider: string;
    model: string;
    ms: Milliseconds;
    kind?: string | undefined;
    said?: ServerWords | undefined;
  },
): void {
  if (facts.kind === undefined) logger.info('model is loaded', facts);
  else logger.warn('model did not answer its first question', facts);
}

/**
 * Something about a model server that somebody may want to change: `asked-plainer` (`reason`: the parameter it refuses),
 * `prompt-cut` (it read `read` of about `sent` tokens), `more-room` (its thinking took the tokens of the answer),
 * `no-json` (it answers in prose where JSON is asked for: this role cannot work with it), `too-long`.
 */
export function modelFound(
  logger: Logger,
  facts: {
    role: string;
    provider: string;
    model: string;
    kind: string;
    reason?: string | undefined;
    sent?: number | undefined;
    read?: number | undefined;
    count?: number | undefined;
  },
): void {
  if (facts.kind === 'no-json') {
    logger.error('this role cannot work with this model: choose another under models.roles', facts);
  } else if (facts.kind === 'prompt-cut' || facts.kind === 'too-long') {
    logger.warn('the model server does not read the whole prompt: give it more context (see README)', facts);
  } else logger.warn('a model is asked in another way from now on', facts);
}

interface BubbleFacts {
  readonly account?: AccountId;
  readonly conversation: ConversationId;
  readonly outbox: OutboxId;
}

export function bubbleSent(logger: Logger, facts: BubbleFacts & { ms: Milliseconds }): void {
  logger.info('bubble sent', facts);
}

export function bubbleNotSent(logger: Logger, facts: BubbleFacts & { action: string; code: string }): void {
  logger.warn('bubble not sent', facts);
}

/** A bubble that will not be sent any more. */
export function bubbleWithheld(
  logger: Logger,
  facts: { conversation: ConversationId; reason: string },
): void {
  logger.warn('bubble withheld', facts);
}

/** A stored session is not given out; the account stays offline, the others run. */
export function sessionRefused(logger: Logger, facts: { account: AccountId; reason: string }): void {
  logger.error('a stored session is refused', facts);
}

export function connectionChanged(
  logger: Logger,
  facts: {
    account: AccountId;
    state: string;
    reason?: string | undefined;
    code?: string | undefined;
    wait?: Milliseconds | undefined;
  },
): void {
  if (facts.state === 'lost') logger.error('connection lost for good', facts);
  else if (facts.state === 'offline') logger.warn('connection is down', facts);
  else logger.info('connection changed', facts);
}

/** How an account is, judged over all that was heard of it. `code` is the evidence, `wait` how long the state lasts. */
export function healthChanged(
  logger: Logger,
  facts: {
    account: AccountId;
    state: string;
    /** The state before. */
    reason?: string | undefined;
    code: string;
    wait?: Milliseconds | undefined;
    isLost: boolean;
  },
): void {
  const { isLost, ...fields } = facts;
  if (isLost) logger.error('account lost', fields);
  else if (facts.state === 'healthy') logger.info('account is healthy', fields);
  else logger.warn('account is not healthy', fields);
}

/** The account is signed in on devices that nobody has accepted. */
export function strangersSeen(logger: Logger, facts: { account: AccountId; count: number }): void {
  logger.error('the account was signed in somewhere else', facts);
}

/** The disk under the database: ok, full, failing or broken. */
export function storeChanged(logger: Logger, facts: { state: string; code?: string | undefined }): void {
  if (facts.state === 'ok') logger.info('the store takes writes again', facts);
  else logger.error('the store takes no writes: nothing is taken in or sent meanwhile', facts);
}

/** An account was lost or retired, and another one took its people over. */
export function accountRotated(
  logger: Logger,
  facts: {
    account: AccountId;
    /** What became of it: the state in which it was lost, or the operator's wish. */
    reason: string;
    cause: string;
    successor: AccountId;
    conversations: number;
    held: number;
    inDoubt: number;
    introductions: number;
    unreachable: number;
  },
): void {
  logger.warn('account rotated', facts);
}

/** An account that serves people is lost, and no standby can take over. */
export function accountNotRotated(logger: Logger, facts: { account: AccountId; state: string }): void {
  logger.error('account lost and no standby can take over', facts);
}

export function introductionNotMade(
  logger: Logger,
  facts: { conversation: ConversationId; account: AccountId; reason: string },
): void {
  logger.info('person not introduced to the standby', facts);
}

/** Somebody blocked the standby or Telegram limits it: it writes first to nobody any more. */
export function introductionsStopped(
  logger: Logger,
  facts: { account: AccountId; count: number; reason: string },
): void {
  logger.warn('introductions stopped', facts);
}

/** Another program uses the account's session now; this one has disconnected it. */
export function leaseTaken(logger: Logger, facts: { account: AccountId }): void {
  logger.error('another program took the account over', facts);
}

/** `outcome`: `seen`, `heard`, or why it was not. Nothing of what it was. */
export function mediumPerceived(
  logger: Logger,
  facts: { conversation: ConversationId; kind: string; outcome: string; ms: number },
): void {
  logger.debug('a file was looked into', facts);
}

/** `outcome`: stored, or why the notes stay as they were. */
export function talkCondensed(
  logger: Logger,
  facts: { conversation: ConversationId; outcome: string },
): void {
  logger.debug('talk condensed', facts);
}

/** Progress of the vectors of messages. `kind`: the embedder. */
export function messagesEmbedded(
  logger: Logger,
  facts: { kind: string; count: number; waiting: number },
): void {
  logger.info('messages findable by meaning', facts);
}

export function messagesNotEmbedded(
  logger: Logger,
  facts: { kind: string; reason: string; wait: Milliseconds },
): void {
  logger.warn('the embedder failed: recall goes on by words, and it is asked again', facts);
}

/** The scribe read a batch of messages, or why not. `kept`: memories, with those in quarantine. */
export function scribeRead(
  logger: Logger,
  facts: { conversation: ConversationId; reason: string; kept: number; rejected: number },
): void {
  logger.debug('talk read for what to remember', facts);
}

/** What the scribe gave and was not kept, by reason: rejected, dropped without consent, corrected. */
export function scribeItemsRefused(
  logger: Logger,
  facts: { conversation: ConversationId; reason: string; count: number },
): void {
  logger.info('not remembered', facts);
}

export function characterChanged(logger: Logger, facts: { character: CharacterId }): void {
  logger.info('character file changed: live from the next turn on', facts);
}

/** `where`: the places of the mistakes, as `file:line`. */
export function characterBroken(
  logger: Logger,
  facts: { character: CharacterId; count: number; where: string },
): void {
  logger.error(
    'character file is broken: its last good version stays live ("kindred character check" says why)',
    facts,
  );
}

export function programStarted(logger: Logger, facts: { count: number; ms: Milliseconds }): void {
  logger.info('program started', facts);
}

export function programStopped(logger: Logger, facts: { reason: string; ms: Milliseconds }): void {
  logger.info('program stopped', facts);
}

/** `kind`: of one person, or of all. Answers wait for the next UTC day. */
export function budgetReached(logger: Logger, facts: { kind: 'person' | 'all' }): void {
  logger.warn("the day's budget is used up: answers wait for the next day (UTC)", facts);
}

/** `cause`: the route, webhook or telegram. */
export function alertTold(logger: Logger, facts: { kind: string; cause: string }): void {
  logger.info('the operator was told', facts);
}

export function alertNotTold(logger: Logger, facts: { kind: string; cause: string; code: string }): void {
  logger.error('the operator could not be told', facts);
}

/** Whoever asked how the run is could not be told. */
export function monitoringFailed(logger: Logger, facts: { cause: unknown }): void {
  logger.error('the metrics could not be read', faultFields(facts.cause));
}

/** `kind`: the section of the settings. */
export function settingsLive(logger: Logger, facts: { kind: string }): void {
  logger.info('settings changed: they count from now on', facts);
}

export function settingsAtRestart(logger: Logger, facts: { kind: string }): void {
  logger.warn('settings changed: they count from the next start on', facts);
}

export function settingsBroken(logger: Logger): void {
  logger.error('the settings have mistakes: nothing was changed ("kindred doctor" says which)');
}

/** The service manager could not be told how the program is: with Type=notify it will end it. */
export function serviceNotTold(logger: Logger, facts: { cause: unknown }): void {
  logger.error(
    'systemd-notify failed: the service manager does not hear of this program',
    faultFields(facts.cause),
  );
}

/** Something broke that should not; the program goes on. `part` names what was being done. */
export function somethingBroke(
  logger: Logger,
  facts: { part: string; conversation?: ConversationId; account?: AccountId; cause: unknown },
): void {
  const { part, conversation, account, cause } = facts;
  logger.error('something broke', { kind: part, conversation, account, ...faultFields(cause) });
}
