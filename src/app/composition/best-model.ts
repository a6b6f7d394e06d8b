import type { Secrets } from '../../config/secrets.js';
import type { Clock } from '../../core/clock.js';
import type { Processor } from '../../duty/consent/processor-words.js';
import { createAnthropicProvider } from '../../model/anthropic/provider.js';
import type { ModelProvider, ModelRole } from '../../model/contract.js';
import { discoverLocalModel } from '../../model/openai/discover.js';
import { createOpenAiProvider } from '../../model/openai/provider.js';
import type { ModelChoice } from '../../model/roles.js';
import type { BehaviourTerms } from '../../sandbox/model/voice/misbehaviour.js';
import { startModelServer } from '../../sandbox/model/server.js';

/** The model a first talk uses. */
export interface BestModel {
  readonly providers: readonly ModelProvider[];
  readonly roles: Readonly<Partial<Record<ModelRole, readonly ModelChoice[]>>>;
  /** Which model it is, in a sentence for whoever sits at the terminal. */
  readonly named: string;
  /** Who makes the answers, for the AI disclosure. */
  readonly processors: readonly Processor[];
  close(): Promise<void>;
}

const cannedVoice =
  "Model: the sandbox's canned voice. It is NOT a language model: it says the character's sample lines and small talk, and remembers a few plain facts. Set ANTHROPIC_API_KEY or start Ollama for a real one.";

const nothingToClose = (): Promise<void> => Promise.resolve();

/** The best model at hand: Anthropic where there is a key, else a model server on this machine, else the canned one. */
export async function bestModel(
  secrets: Secrets,
  clock: Clock,
  everyday: string,
  baseUrl: string,
): Promise<BestModel> {
  const key = secrets.modelKey('anthropic');
  if (key !== undefined) {
    return {
      providers: [await createAnthropicProvider({ apiKey: key.reveal(), clock, baseUrl })],
      roles: { 'voice.everyday': [{ provider: 'anthropic', model: everyday, effort: 'none' }] },
      named: `Model: ${everyday} by Anthropic (its key is in the environment).`,
      processors: [{ kind: 'service', name: 'Anthropic' }],
      close: nothingToClose,
    };
  }
  const local = await discoverLocalModel({ clock });
  if (local) {
    return {
      providers: [await createOpenAiProvider({ name: 'local', baseUrl: local.baseUrl, clock })],
      roles: {
        'voice.everyday': [{ provider: 'local', model: local.model }],
        scribe: [{ provider: 'local', model: local.model }],
      },
      named: `Model: ${local.model}, found on this machine at ${local.baseUrl}.`,
      processors: [{ kind: 'own-machine' }],
      close: nothingToClose,
    };
  }
  return cannedModel(clock);
}

/** The sandbox's own, which is no language model. */
export async function cannedModel(clock: Clock, misbehaves?: BehaviourTerms): Promise<BestModel> {
  const server = await startModelServer({
    clock,
    latency: { firstToken: 700, perToken: 15 },
    ...(misbehaves === undefined ? {} : { misbehaves }),
  });
  return {
    providers: [await createAnthropicProvider({ apiKey: 'sandbox', clock, baseUrl: server.baseUrl })],
    roles: {
      'voice.everyday': [{ provider: 'anthropic', model: 'sandbox-canned' }],
      scribe: [{ provider: 'anthropic', model: 'sandbox-canned' }],
    },
    named:
      misbehaves === undefined
        ? cannedVoice
        : `Model: the sandbox's canned voice, told to do wrong (${misbehaves.behaviour}${misbehaves.stubborn ? ', stubborn' : ''}).`,
    processors: [{ kind: 'canned' }],
    close: () => server.close(),
  };
}
