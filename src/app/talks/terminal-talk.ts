import { join } from 'node:path';
import type { ChannelResult, SendTextRequest, SentMessage, TypingAction } from '../../channel/contract.js';
import { FakeChannel } from '../../channel/fake.js';
import type { Character } from '../../character/character.js';
import { CharacterShelf } from '../../character/shelf.js';
import type { Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { tryingOutScribing } from '../../conversation/afterthought/scribe-settings.js';
import {
  accountId,
  characterId,
  conversationId,
  peerId,
  type PeerId,
  type RemoteMessageId,
} from '../../core/ids.js';
import { createAskRole } from '../../model/ask.js';
import { buildRoleTable } from '../../model/roles.js';
import type { Logger } from '../../observe/logger.js';
import { openDatabase } from '../../store/engine/database.js';
import { openOfferedModel } from '../composition/offered-models.js';
import { randomIds, systemChance } from '../composition/ids.js';
import { reportCharacters } from '../composition/reports/report-characters.js';
import { reportToLog } from '../composition/reports/report-to-log.js';
import { Runtime } from '../composition/runtime.js';
import { runtimeLimits, turnSettings } from '../composition/settings.js';
import { terminalOwner } from './terminal-owner.js';

/** What the person at the terminal sees of the character. */
export interface TerminalView {
  said(text: string): void;
  read(): void;
  isTyping(): void;
}

export interface TerminalTalk {
  readonly character: Character;
  readonly modelNamed: string;
  say(text: string): Promise<void>;
  /** Read now what is unread, before somebody asks what is remembered. */
  readNow(): Promise<void>;
  close(): Promise<void>;
}

export interface TerminalTalkParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly character: string;
  /** Where the database of this talk lives. */
  readonly folder: string;
  readonly view: TerminalView;
  /** One of `offeredModels`; the best at hand where it is left out. */
  readonly model?: string | undefined;
}

/** The one who sits at the terminal. */
const person = peerId('1');

/** The whole path with a terminal in the place of Telegram. */
export async function openTerminalTalk(parts: TerminalTalkParts): Promise<TerminalTalk> {
  const { config, secrets, clock, logger } = parts;
  const id = characterId(parts.character);
  const characters = new CharacterShelf({
    folder: config.charactersFolder,
    names: [id],
    clock,
    report: reportCharacters(logger),
  });
  const character = characters.get(id);
  if (!character) throw new Error('a loaded character is missing');
  const model = await openOfferedModel(config, secrets, clock, parts.model);
  const database = openDatabase(join(parts.folder, 'kindred.db'));
  const chance = systemChance();
  const channel = new TerminalChannel(clock, parts.view);
  const runtime = new Runtime({
    database,
    clock,
    chance,
    ids: randomIds(),
    ask: createAskRole({ roles: buildRoleTable(model.roles, model.providers), clock, chance }),
    accounts: [{ account: accountId('terminal'), character: id, channel, caps: [] }],
    characters,
    settings: {
      ...turnSettings(
        {
          ...config,
          // No stranger is there whose law could be another one.
          duties: config.duties ?? 'default',
          operator: { name: terminalOwner(), ...config.operator },
        },
        model.processors,
      ),
      // Whoever tries a character out waits for the model alone.
      pace: 'instant',
    },
    limits: runtimeLimits(config),
    scribing: tryingOutScribing,
    run: 'terminal',
    report: reportToLog(logger),
  });
  await runtime.start();
  return {
    character,
    modelNamed: model.named,
    say: async (text) => {
      await channel.personSays(person, text);
    },
    readNow: () => runtime.readNow(conversationId(`${id}/telegram:${person}`)),
    close: async () => {
      await runtime.stop();
      await database.close();
      await model.close();
    },
  };
}

/** A channel in memory that shows what the character does. */
class TerminalChannel extends FakeChannel {
  constructor(
    clock: Clock,
    private readonly view: TerminalView,
  ) {
    super(clock);
  }

  override async sendText(request: SendTextRequest): Promise<ChannelResult<SentMessage>> {
    const result = await super.sendText(request);
    if (result.ok) this.view.said(request.text);
    return result;
  }

  override async markRead(peer: PeerId, upTo: RemoteMessageId): Promise<ChannelResult<void>> {
    this.view.read();
    return super.markRead(peer, upTo);
  }

  override async setTyping(peer: PeerId, action: TypingAction): Promise<ChannelResult<void>> {
    if (action !== 'cancel') this.view.isTyping();
    return super.setTyping(peer, action);
  }
}
