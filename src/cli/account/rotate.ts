import type { RotationView } from '../../account/rotations.js';
import { askRunning } from '../../app/orders/control-socket.js';
import { rotateWithoutRun } from '../../app/orders/rotate-without-run.js';
import { systemClock } from '../../lib/system-clock.js';
import { openVault } from '../frame/open-vault.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { whileOwning } from '../../app/orders/while-owning.js';

export interface RotateOptions extends SettingsOptions {
  readonly json?: boolean;
  readonly to?: string;
  readonly dryRun?: boolean;
}

/** `kindred rotate <account>`: by the running program where there is one, else in the store. */
export async function rotate(
  surroundings: Surroundings,
  name: string,
  options: RotateOptions,
): Promise<void> {
  const { config } = loadSettings(surroundings, options);
  const wish = {
    from: name,
    ...(options.to === undefined ? {} : { to: options.to }),
    dryRun: options.dryRun ?? false,
  };
  const answered = (await askRunning(config.data, 'rotate', wish)) as RotationView | null;
  const view =
    answered ??
    (await whileOwning(surroundings, config, 'kindred rotate', () => {
      const vault = openVault(surroundings, config);
      return rotateWithoutRun(config, (account) => vault.has(account), wish, systemClock());
    }));
  if (options.json) printJson(surroundings, view);
  else for (const line of inWords(view)) print(surroundings, line);
}

function inWords({ from, to, done, scope, result }: RotationView): readonly string[] {
  const { held, inDoubt } = result ?? scope;
  const introductions = result?.introductions ?? scope.agreed;
  const waiting = scope.conversations - scope.reachable - introductions;
  return [
    done ? `${to} serves in the place of ${from} now.` : `${to} would serve in the place of ${from}:`,
    `  conversations that move           ${result?.conversations ?? scope.conversations}`,
    `  wrote to ${to} before: answered at once   ${scope.reachable}`,
    `  agreed to a backup contact: one introduction each, by and by   ${introductions}`,
    `  agreed, but there is no way to them   ${result?.unreachable ?? scope.unreachable}`,
    `  not written to: they have to write first   ${Math.max(0, waiting)}`,
    `  messages held back, surely not sent   ${held}`,
    `  messages held back, perhaps sent     ${inDoubt}`,
    ...(done ? [] : ['Nothing was changed.']),
  ];
}
