import type { NumberOptions } from '../person/number-options.js';

export interface GreenChannelOptions extends NumberOptions {
  /** As the console shows it, such as `https://7103.api.greenapi.com`. */
  readonly apiUrl: string;
  readonly instance: string;
  /** apiTokenInstance: stands in the path of every call. */
  readonly token: string;
  /** False to look only how the instance is: nothing that people wrote is taken. */
  readonly receives: boolean;
}
