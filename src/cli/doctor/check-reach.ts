import { checkEndpoint, whyNoAnswer, type EndpointCheck } from '../../app/orders/endpoint-check.js';
import { whyUnreachable } from '../../app/orders/proxy-check.js';
import { askServerTime, firstDataCentre, type ServerTime } from '../../channel/telegram/server-time.js';
import type { Config } from '../../config/config.js';
import { userAccounts, type Secrets } from '../../config/secrets.js';
import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { namedProviders } from './check-settings.js';
import { look, ok, wrong, type Finding } from './finding.js';

/** Servers are asked at the same time; the clock is compared with all of them. */
export async function checkReach(
  config: Config,
  secrets: Secrets,
  clock: Clock,
  chance: Chance,
): Promise<readonly Finding[]> {
  const { server } = config.telegram;
  const nonce = Uint8Array.from({ length: 16 }, () => Math.floor(chance.next() * 256));
  const place = server ?? firstDataCentre;
  const [telegram, endpoints, proxies, botApi] = await Promise.all([
    askServerTime({ host: place.host, port: place.port, clock, nonce }),
    Promise.all(namedProviders(config).map((provider) => checkEndpoint(provider, config, secrets, clock))),
    checkProxies(config),
    checkBotApi(config),
  ]);
  const users = userAccounts(config);
  const hasProxies = users.length > 0 && users.every(({ proxy }) => proxy !== undefined);
  const needsTelegram = users.length > 0 || config.accounts.length === 0;
  return [
    ...(needsTelegram ? [ofTelegram(telegram, `${place.host}:${place.port}`, hasProxies)] : []),
    ...botApi,
    ...proxies,
    ...endpoints.flatMap((endpoint) => ofEndpoint(endpoint, config)),
    ofClock([
      ...(telegram.ok ? [telegram.aheadMs] : []),
      ...endpoints.flatMap(({ aheadMs }) => aheadMs ?? []),
    ]),
  ];
}

function ofTelegram(telegram: ServerTime, where: string, hasProxies: boolean): Finding {
  if (telegram.ok) return ok('telegram', `${where} answers in ${Math.round(telegram.tookMs)} ms`);
  const what = `${where} does not answer (${telegram.code})`;
  return hasProxies
    ? look('telegram', `${what}; every account has a proxy of its own`, 'nothing, as long as these answer')
    : wrong(
        'telegram',
        what,
        'look at the network and the firewall; where Telegram is blocked, give accounts a proxy',
      );
}

/** Whether somebody answers there; no bot is named, so nobody is asked as one. */
async function checkBotApi({ accounts, telegram }: Config): Promise<readonly Finding[]> {
  if (accounts.every(({ channel }) => channel === 'telegram-user')) return [];
  const code = await whyNoAnswer(telegram.botApi);
  const todo = 'look at the network, or correct telegram.botApi';
  return [
    code === null
      ? ok('bot-api', `${telegram.botApi} answers`)
      : wrong('bot-api', `${telegram.botApi} does not answer (${code})`, todo),
  ];
}

async function checkProxies(config: Config): Promise<readonly Finding[]> {
  return Promise.all(
    userAccounts(config).flatMap(({ id, proxy }) =>
      proxy === undefined
        ? []
        : [
            whyUnreachable(proxy.host, proxy.port).then((code) =>
              code === null
                ? ok('proxy', `the proxy of ${id} answers`)
                : wrong(
                    'proxy',
                    `the proxy of ${id} does not answer (${code})`,
                    'start it, or change it in its file',
                  ),
            ),
          ],
    ),
  );
}

function ofEndpoint(
  { provider, failure, status, models }: EndpointCheck,
  config: Config,
): readonly Finding[] {
  const field = provider === 'anthropic' ? 'models.anthropic' : `models.endpoints.${provider}`;
  if (failure !== null) {
    return [
      wrong('endpoint', `${provider} does not answer (${failure})`, `start it, or correct ${field}.baseUrl`),
    ];
  }
  if (status === 401 || status === 403) {
    return [
      wrong('endpoint', `${provider} refuses the key (${status})`, `give ${field}.apiKeyEnv another key`),
    ];
  }
  if (models === null) {
    return [
      look(
        'endpoint',
        `${provider} answers, and names no models (${status ?? 'no status'})`,
        'an answer shows whether they are there: "kindred chat <character>"',
      ),
    ];
  }
  return [
    ok('endpoint', `${provider} answers and names ${models.length} models`),
    ...Object.entries(config.models.roles).flatMap(([role, choices]) =>
      choices
        .filter((choice) => choice.provider === provider && !isNamed(choice.model, models))
        .map(({ model }) =>
          look(
            'model',
            `${provider} does not name ${model} (${role})`,
            'correct it under models.roles, or load it there',
          ),
        ),
    ),
  ];
}

/** Servers on this machine name `qwen3:latest` what is called `qwen3`; others name a version that is newer. */
function isNamed(model: string, models: readonly string[]): boolean {
  return models.some((one) => one === model || one === `${model}:latest` || one.startsWith(`${model}-20`));
}

/** A header is made to the second, and the way there takes its time. */
const noiseMs: Milliseconds = 3_000;
/** Telegram refuses messages whose number is 30 s ahead of its own time (core.telegram.org/mtproto/description). */
const refusedMs: Milliseconds = 30_000;

function ofClock(ahead: readonly Milliseconds[]): Finding {
  const [least] = [...ahead].sort((one, other) => Math.abs(one) - Math.abs(other));
  if (least === undefined)
    return look('clock', 'no server said what time it is', 'ask again when one answers');
  const seconds = Math.round(Math.abs(least) / 1_000);
  if (Math.abs(least) < noiseMs) return ok('clock', `right to about a second, by ${ahead.length} servers`);
  const what = `the clock of this machine is ${seconds} s ${least > 0 ? 'behind' : 'ahead'}`;
  const todo = 'have it set by the network: timedatectl set-ntp true';
  return Math.abs(least) < refusedMs ? look('clock', what, todo) : wrong('clock', what, todo);
}
