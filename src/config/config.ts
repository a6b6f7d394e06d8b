import type { RetentionDays } from './sections/retention-section.js';
import type { AccountId, CharacterId } from '../core/ids.js';
import type { Pace } from '../core/pace.js';
import type {
  AccountFile,
  BotFile,
  BusinessFile,
  CloudFile,
  EvolutionFile,
  GreenFile,
  UserAccountFile,
} from './account-file.js';
import type { ReceiverConfig } from './sections/receiver-section.js';
import type { RegionName } from './sections/duties-section.js';
import type { EmbedderConfig } from './sections/embedder-section.js';
import type { AlertsConfig, MetricsConfig } from './sections/monitoring-section.js';
import type { PageConfig } from './sections/page-section.js';
import type { ProactiveConfig } from './sections/proactive-section.js';
import type {
  EarChoice,
  KindredFile,
  LogFormatChoice,
  LogLevel,
  ModelReference,
  MouthChoice,
  RoleName,
} from './kindred-file.js';
import type { MediaSection } from './sections/media-section.js';

/** Which MTProto server is meant when it is not Telegram's own. */
export interface TelegramServer {
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  /** RSA public key as PEM text. */
  readonly publicKey: string;
}

interface AnyAccount {
  readonly id: AccountId;
  readonly label: string;
  readonly character: CharacterId;
  /** A standby takes over from a primary that was lost; only user accounts can be one. */
  readonly role: 'primary' | 'standby';
  /** What it says about people itself, before kindred.yaml. */
  readonly people?: AccountFile['people'];
  readonly caps?: Readonly<NonNullable<AccountFile['caps']>>;
}

export interface UserAccountConfig extends AnyAccount {
  readonly channel: 'telegram-user';
  /** E.164, with its plus. */
  readonly phone: string;
  readonly api: Readonly<UserAccountFile['api']>;
  readonly device: string;
  readonly proxy?: Readonly<NonNullable<UserAccountFile['proxy']>>;
  readonly quiet: boolean;
}

export interface BotAccountConfig extends AnyAccount {
  readonly channel: 'telegram-bot';
  readonly role: 'primary';
  readonly tokenEnv?: string;
  readonly receive: BotFile['receive'];
}

export interface BusinessAccountConfig extends AnyAccount {
  readonly channel: 'telegram-business';
  readonly role: 'primary';
  /** The account whose token it signs in with and over whose line it comes. */
  readonly bot: AccountId;
  /** The user whose account it is. */
  readonly owner: string;
  readonly answers: BusinessFile['answers'];
}

type FromFile<File extends AccountFile> = Readonly<Omit<File, keyof AnyAccount | 'caps' | 'label'>>;

/** WhatsApp's own interface for businesses. */
export interface CloudAccountConfig extends AnyAccount, FromFile<CloudFile> {
  readonly role: 'primary';
}

/** A phone's WhatsApp through a service that links to it as a device. */
export interface GreenAccountConfig extends AnyAccount, FromFile<GreenFile> {
  readonly role: 'primary';
}

/** The same through a server of one's own. */
export interface EvolutionAccountConfig extends AnyAccount, FromFile<EvolutionFile> {
  readonly role: 'primary';
}

export type WhatsAppAccountConfig = CloudAccountConfig | GreenAccountConfig | EvolutionAccountConfig;

export type AccountConfig =
  UserAccountConfig | BotAccountConfig | BusinessAccountConfig | WhatsAppAccountConfig;

/** An endpoint that speaks OpenAI's protocol. */
export interface EndpointConfig {
  readonly baseUrl: string;
  readonly apiKeyEnv?: string | undefined;
  /** Until the first byte of an answer, and between two pieces of it. */
  readonly firstByte: number;
  readonly idle: number;
}

/** Everything the program is told, checked and complete. Frozen; paths are absolute; durations are milliseconds. */
export interface Config {
  readonly home: string;
  readonly data: string;
  readonly charactersFolder: string;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormatChoice;
  readonly vault: {
    /** Outside the data folder. */
    readonly keyFile: string;
    /** Where the service manager puts credentials. */
    readonly credentialsFolder?: string;
    /** An open file that the passphrase is read from. */
    readonly passphraseFd?: number;
  };
  readonly telegram: {
    readonly server?: TelegramServer;
    /** Where the Bot API is. */
    readonly botApi: string;
  };
  readonly whatsapp: {
    /** Where Meta's Graph API is. */
    readonly graphApi: string;
  };
  /** Takes what services post to us; null where nothing is to listen. */
  readonly receiver: ReceiverConfig | null;
  readonly models: {
    readonly anthropic: {
      readonly baseUrl: string;
      readonly apiKeyEnv: string;
      readonly firstByte: number;
      readonly idle: number;
      /** A server in the own network with models of its own: it may have to load one first. */
      readonly loadsModels: boolean;
    };
    readonly endpoints: Readonly<Record<string, EndpointConfig>>;
    /** For each role what to ask first, and what to ask when that fails. Only the strategist's may be empty: it is not asked. */
    readonly roles: Readonly<Record<RoleName, readonly ModelReference[]>>;
    /** What puts voice messages into words, and words into voice; null where nothing is named. */
    readonly ear: EarChoice | null;
    readonly mouth: MouthChoice | null;
    /** As set; what is left out is chosen by the provider and the role. */
    readonly effort: Readonly<KindredFile['models']['effort']>;
    readonly timeouts: { readonly firstByte: number; readonly idle: number };
    /** Said once per outage of every model; nothing is said without it. */
    readonly outageLine?: string | undefined;
    /** The operator's own price list; it goes before the built-in one. */
    readonly prices?: NonNullable<KindredFile['models']['prices']> | undefined;
  };
  /** Millionths of a US dollar that a UTC day may cost; null for no limit. */
  readonly budget: { readonly perPerson: number | null; readonly inAll: number | null };
  readonly limits: { readonly turn: number; readonly modelAttempts: number };
  readonly backupContact: {
    readonly ask: boolean;
    readonly afterMessages: number;
    readonly introductionsPerDay: number;
    readonly minGap: number;
    /** From and to, in hours of the character's day. */
    readonly hours: readonly [number, number];
  };
  readonly page: PageConfig;
  readonly people: Readonly<KindredFile['people']>;
  readonly proactive: ProactiveConfig;
  /** The region whose duties are kept, where the operator named one. */
  readonly duties: RegionName | null;
  /** For how many days what is kept; null where it is until somebody asks. */
  readonly retention: Readonly<RetentionDays>;
  /** Whether the judge grades signs of danger, where one is configured. */
  readonly gradesDanger: boolean;
  readonly embedder: EmbedderConfig;
  readonly media: Readonly<MediaSection>;
  /** Where the run is looked at from outside; nowhere where it is left out. */
  readonly metrics?: Readonly<MetricsConfig> | undefined;
  /** Who is told when something needs a hand; nobody where it is left out. */
  readonly alerts?: Readonly<AlertsConfig> | undefined;
  readonly pace?: Pace | undefined;
  /** How long the operator's own words in a chat keep the character silent there. */
  readonly takeoverMs: number;
  /** Links that may be sent, and whether the judge is asked about doubtful drafts. */
  readonly gate: { readonly links: readonly string[]; readonly secondOpinion: boolean };
  readonly operator: Readonly<KindredFile['operator']>;
  /** In the order of their ids. */
  readonly accounts: readonly AccountConfig[];
}
