import type { Config } from '../../config/config.js';
import type { Secrets } from '../../config/secrets.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { AlertDesk } from '../../monitoring/alerts/alert-desk.js';
import { vaultShut } from '../../monitoring/alerts/alert-words.js';
import { SilenceWatch } from '../../monitoring/alerts/silence-watch.js';
import { webhookRoute } from '../../monitoring/alerts/webhook-route.js';
import { alertNotTold, alertTold, somethingBroke } from '../../observe/events.js';
import type { Logger } from '../../observe/logger.js';
import { readReceived } from '../../store/chats/traffic-reader.js';
import type { Database } from '../../store/engine/database.js';
import { randomIds, systemChance } from './ids.js';
import { ownerRoute } from './owner-route.js';
import type { RefusedSession } from './channels/read-sessions.js';
import { reportToAlerts } from './reports/report-to-alerts.js';
import type { Runtime } from './runtime.js';
import type { RuntimeReport } from './runtime-parts.js';

export interface AlertingParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names the machine in what a webhook is sent. */
  readonly host: string;
}

/** A stop takes so much longer where an alert is on its way. */
const graceMs: Milliseconds = 2_000;
const weekMs: Milliseconds = 7 * 86_400_000;
const hourMs: Milliseconds = 3_600_000;

/** Tells the operator what cannot wait, as `alerts` in kindred.yaml says. */
export class Alerting {
  /** What is heard of the run. */
  readonly report: Partial<RuntimeReport>;
  private readonly desk: AlertDesk;
  private silence: SilenceWatch | null = null;

  private constructor(
    private readonly parts: AlertingParts,
    private readonly settings: NonNullable<Config['alerts']>,
  ) {
    const { clock, logger } = parts;
    this.desk = new AlertDesk({
      clock,
      chance: systemChance(),
      mostPerHour: settings.mostPerHour,
      report: {
        told: (kind, route) => alertTold(logger, { kind, cause: route }),
        notTold: (kind, route, code) => alertNotTold(logger, { kind, cause: route, code }),
      },
    });
    this.report = reportToAlerts((alert) => this.desk.raise(alert), clock);
  }

  /** Null where nobody is to be told. @throws OperatorError when the address of the webhook is not known. */
  static begin(parts: AlertingParts): Alerting | null {
    const { alerts } = parts.config;
    if (alerts === undefined) return null;
    const alerting = new Alerting(parts, alerts);
    if (alerts.webhook !== undefined) alerting.addWebhook(alerts.webhook);
    return alerting;
  }

  /** These sessions are not given out. */
  refused(sessions: readonly RefusedSession[]): void {
    const [first] = sessions;
    if (first === undefined) return;
    this.desk.raise(
      vaultShut(
        sessions.map(({ account }) => account),
        first.reason,
      ),
    );
  }

  /** From here on there is a store to look into, and accounts that can write to the operator. */
  attach(runtime: Runtime, database: Database): void {
    const { clock, logger } = this.parts;
    const { telegram, silenceHours } = this.settings;
    if (telegram !== undefined) {
      this.desk.add(ownerRoute({ database, runtime, ids: randomIds(), clock, owner: telegram }));
    }
    if (silenceHours === 'none') return;
    this.silence = new SilenceWatch({
      clock,
      afterMs: silenceHours * hourMs,
      received: () => readReceived(database.read, clock.now() - weekMs - silenceHours * hourMs),
      raise: (alert) => this.desk.raise(alert),
      onError: (cause) => somethingBroke(logger, { part: 'silence', cause }),
    });
    this.silence.start();
  }

  /** No more alerts; what is on its way gets a moment. Call while the store is still open. */
  async close(): Promise<void> {
    await this.silence?.stop();
    await this.desk.close(graceMs);
  }

  private addWebhook(webhook: NonNullable<NonNullable<Config['alerts']>['webhook']>): void {
    const { secrets, clock, host } = this.parts;
    const { url: given, token } = secrets.alertWebhook();
    const url = webhook.url ?? given?.reveal();
    if (url === undefined || !URL.canParse(url) || !/^https?:/u.test(url)) {
      throw new OperatorError(
        `alerts.webhook: the environment does not set ${webhook.urlEnv ?? 'its address'} to a URL`,
        'set it to an address that begins with https:// or http://',
      );
    }
    if (webhook.tokenEnv !== undefined && token === undefined) {
      throw new OperatorError(`alerts.webhook: the environment does not set ${webhook.tokenEnv}`, 'set it');
    }
    this.desk.add(
      webhookRoute({ url, host, clock, ...(token === undefined ? {} : { token: token.reveal() }) }),
    );
  }
}
