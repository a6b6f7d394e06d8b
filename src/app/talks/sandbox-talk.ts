import { join } from 'node:path';
import { loadCharacters } from '../../character/load.js';
import type { Character } from '../../character/character.js';
import type { Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { tryingOutScribing } from '../../conversation/afterthought/scribe-settings.js';
import { characterId, conversationId } from '../../core/ids.js';
import type { Logger } from '../../observe/logger.js';
import { readLatestSighting } from '../../store/media/latest-sighting.js';
import { Vault } from '../../vault/vault.js';
import type { BehaviourTerms } from '../../sandbox/model/voice/misbehaviour.js';
import { startTelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import { bestModel, cannedModel } from '../composition/best-model.js';
import { buildProgram } from '../composition/build.js';
import type { Resident } from './resident.js';
import { openResident, type SandboxChannel } from './sandbox-resident.js';
import type { TalkPartner } from './talk-partner.js';

export interface SandboxTalkParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly character: string;
  /** Over what the talk goes. */
  readonly channel: SandboxChannel;
  /** Where the sandbox and the conversation live; they go on there next time. */
  readonly folder: string;
  readonly run: string;
  /** What the canned model is told to do wrong: then it speaks, whatever better model there is. */
  readonly misbehaves?: BehaviourTerms;
}

/** A person and a character who can talk: two ends of a real connection on loopback. */
export interface SandboxTalk {
  readonly character: Character;
  /** The one who sits at the terminal. */
  readonly partner: TalkPartner;
  readonly modelNamed: string;
  /** The folder with `kindred.db`, for `kindred turn show`. */
  readonly data: string;
  /** Told of what the character saw or heard in a file, or why it did not; returns what ends it. */
  followMedia(told: (words: string) => void): () => void;
  /** Read now what is unread, before somebody asks what is remembered. */
  readNow(): Promise<void>;
  close(): Promise<void>;
}

/** Start everything for a talk in the sandbox; what was started is stopped again when a later step fails. */
export async function openSandboxTalk(parts: SandboxTalkParts): Promise<SandboxTalk> {
  const { config, secrets, clock, logger, folder } = parts;
  const id = characterId(parts.character);
  const character = loadCharacters(config.charactersFolder, [id]).get(id);
  if (!character) throw new Error('a loaded character is missing');

  const stops: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    const [stop] = stops.splice(-1);
    if (!stop) return;
    try {
      await stop();
    } finally {
      await close();
    }
  };
  try {
    const telegram = await startTelegramSandbox({ folder: join(folder, 'telegram') });
    stops.push(() => telegram.close());
    const resident = await openResident(parts.channel, {
      telegram,
      character: id,
      name: character.name,
      secrets,
      clock,
      logger,
    });
    stops.push(() => resident.close());
    const { account, partner } = resident;
    const { botApi = config.telegram.botApi, ...services } = resident.settings;

    const everyday = config.models.roles['voice.everyday'][0]?.model ?? 'claude-haiku-4-5';
    const model = parts.misbehaves
      ? await cannedModel(clock, parts.misbehaves)
      : await bestModel(secrets, clock, everyday, config.models.anthropic.baseUrl);
    stops.push(() => model.close());

    const talkConfig: Config = {
      ...config,
      ...services,
      data: folder,
      // A sandbox's session is worth nothing, so its key may lie beside it, and goes with the folder.
      vault: { keyFile: join(folder, 'vault.key') },
      telegram: {
        botApi,
        server: {
          host: telegram.host,
          port: telegram.port,
          dcId: telegram.dcId,
          publicKey: telegram.publicKeyPem,
        },
      },
      models: { ...config.models, roles: { ...config.models.roles, ...model.roles } },
      accounts: [account],
    };
    const vault = new Vault({
      dataDir: folder,
      keyFile: talkConfig.vault.keyFile,
      credentialsFolder: undefined,
      askPassphrase: () => Promise.resolve(null),
      onKeyMade: () => undefined,
    });
    const listeners = new Set<(words: string) => void>();
    await signIn(vault, talkConfig, resident);
    const { runtime, database, hooks } = await buildProgram({
      config: talkConfig,
      secrets,
      vault,
      clock,
      logger,
      run: parts.run,
      providers: model.providers,
      processors: model.processors,
      scribing: tryingOutScribing,
      reports: [
        {
          perceived: (conversation) => {
            readLatestSighting(database.read, conversation).then(
              (words) => words !== null && listeners.forEach((told) => told(words)),
              () => undefined,
            );
          },
        },
      ],
    });
    stops.push(() => database.close());
    stops.push(() => runtime.stop());
    await resident.begin(hooks);
    const [opened] = await runtime.start();
    if (opened?.failure) {
      throw new OperatorError(`the sandbox account is not online (${opened.failure.code})`);
    }
    return {
      character,
      partner,
      modelNamed: model.named,
      data: folder,
      followMedia: (told) => {
        listeners.add(told);
        return () => void listeners.delete(told);
      },
      readNow: () => runtime.readNow(conversationId(`${id}/${resident.person}`)),
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function signIn(vault: Vault, config: Config, resident: Resident): Promise<void> {
  const { id } = resident.account;
  const stored = await vault.read(id);
  if (stored.state === 'open') return;
  if (stored.state === 'refused') throw stored.problem;
  await vault.prepare();
  const { session, place } = await resident.signIn(config);
  vault.write(id, session, place);
}
