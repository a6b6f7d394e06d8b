import type { Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock, Milliseconds } from '../../core/clock.js';

/** What asking a model server for its list of models showed. No model is asked anything, so nothing is charged. */
export interface EndpointCheck {
  readonly provider: string;
  /** Null where an answer came, else the code of the failure. */
  readonly failure: string | null;
  /** The HTTP status; null without an answer. */
  readonly status: number | null;
  /** Ids of the models it names; null where it names none. */
  readonly models: readonly string[] | null;
  /** How far its clock is ahead of ours, to about a second; null where it does not say. */
  readonly aheadMs: Milliseconds | null;
}

const deadlineMs = 10_000;

/** Ask a provider of the configuration what models it has. */
export async function checkEndpoint(
  provider: string,
  config: Config,
  secrets: Secrets,
  clock: Pick<Clock, 'now'>,
): Promise<EndpointCheck> {
  const nothing = { provider, failure: null, status: null, models: null, aheadMs: null };
  const { url, headers } = modelList(provider, config, secrets.modelKey(provider)?.reveal());
  try {
    const response = await fetch(url, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    });
    const now = clock.now();
    const date = Date.parse(response.headers.get('date') ?? '');
    const { status } = response;
    const models = response.ok ? idsIn(await response.text()) : null;
    await response.body?.cancel().catch(() => undefined);
    return { ...nothing, status, models, aheadMs: Number.isNaN(date) ? null : date - now };
  } catch (cause) {
    return { ...nothing, failure: codeOf(cause) };
  }
}

/** docs.claude.com/en/api/models-list; platform.openai.com/docs/api-reference/models/list, which others follow. */
function modelList(
  provider: string,
  { models }: Config,
  key: string | undefined,
): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  if (provider === 'anthropic') {
    return {
      url: `${models.anthropic.baseUrl}/v1/models?limit=1000`,
      headers: { 'anthropic-version': '2023-06-01', 'x-api-key': key ?? 'none' },
    };
  }
  const endpoint = Object.hasOwn(models.endpoints, provider) ? models.endpoints[provider] : undefined;
  return {
    url: `${endpoint?.baseUrl ?? ''}/models`,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  };
}

function idsIn(text: string): readonly string[] | null {
  try {
    const { data } = JSON.parse(text) as { readonly data?: unknown };
    if (!Array.isArray(data)) return null;
    return data.flatMap((entry: unknown) => {
      const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : null;
      return typeof id === 'string' ? [id] : [];
    });
  } catch {
    return null;
  }
}

function codeOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return inner instanceof Error && inner.name === 'TimeoutError' ? 'ETIMEDOUT' : 'failed';
}

/** The code of the failure, where no HTTP server answers at an address; null where one does, whatever it says. */
export async function whyNoAnswer(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(deadlineMs) });
    await response.body?.cancel();
    return null;
  } catch (cause) {
    return codeOf(cause);
  }
}
