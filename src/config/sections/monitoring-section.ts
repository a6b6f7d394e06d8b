import { isIP } from 'node:net';
import { z } from 'zod';
import { field } from '../field.js';

const openHost =
  'an address of this machine alone (127.0.0.1 or ::1); for any other say "public: true" as well: everybody who reaches the port can read it';

/** `metrics` in kindred.yaml: where a Prometheus server and health checks find this run. Off where it is left out. */
export const metricsSection = z
  .strictObject({
    port: field.port,
    host: field.host.default('127.0.0.1'),
    /** Listen where other machines can reach it. */
    public: z.boolean().default(false),
  })
  .refine(({ host, public: isPublic }) => isPublic || isLoopbackHost(host), {
    path: ['host'],
    message: openHost,
  })
  .optional();

/** Whether only this machine reaches what listens there. Names other than localhost may mean anything. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/gu, '');
  if (bare === 'localhost') return true;
  return isIP(bare) === 4 ? bare.startsWith('127.') : bare === '::1';
}

const webhook = z
  .strictObject({
    url: field.baseUrl.optional(),
    /** For addresses that hold a secret. */
    urlEnv: field.environmentName.optional(),
    /** Sent as `Authorization: Bearer`. */
    tokenEnv: field.environmentName.optional(),
  })
  .refine(({ url, urlEnv }) => (url === undefined) !== (urlEnv === undefined), {
    message: 'either url or urlEnv (the name of an environment variable that holds the address)',
  });

const silenceWords = 'hours from 1 to 168, or none';

/** `alerts` in kindred.yaml: who is told when something needs a hand. Nobody where it is left out. */
export const alertsSection = z
  .strictObject({
    /** Is sent a POST with JSON. */
    webhook: webhook.optional(),
    /** The operator's own user: is written to by an account that they wrote to before. */
    telegram: field
      .line(33)
      .regex(/^(?:@[A-Za-z]\w{3,31}|\d{1,20})$/u, 'yourself by @username or by number')
      .transform((name) => name.toLowerCase())
      .optional(),
    /** Nobody wrote for so long, though at this time of day people do. */
    silenceHours: z.union([z.literal('none'), field.count(1, 168)], silenceWords).default(3),
    /** More are held back, and counted in the next one. */
    mostPerHour: field.count(1, 1_000).default(20),
  })
  .refine(({ webhook: hook, telegram }) => hook !== undefined || telegram !== undefined, {
    message: 'webhook or telegram, or both',
  })
  .optional();

export type MetricsConfig = NonNullable<z.output<typeof metricsSection>>;
export type AlertsConfig = NonNullable<z.output<typeof alertsSection>>;
