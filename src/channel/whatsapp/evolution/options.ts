import type { NumberOptions } from '../person/number-options.js';

export interface EvolutionChannelOptions extends NumberOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`. */
  readonly server: string;
  /** Its name on the server. */
  readonly instance: string;
  /** Of the instance: the server's own key would open all others. */
  readonly token: string;
  /** What the server signs its webhooks with. */
  readonly webhookSecret: string;
  /** Where it is told to post to, and the path that the receiver finds the hook by. */
  readonly hookUrl: string | null;
  readonly hookPath: string;
  /** Where an earlier run stopped. */
  readonly cursor: string | null;
  /** False to look only how the instance is. */
  readonly receives: boolean;
}
