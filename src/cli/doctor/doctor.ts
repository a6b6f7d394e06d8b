import { join, resolve } from 'node:path';
import { systemChance } from '../../app/composition/ids.js';
import { askStatus } from '../../app/views/running.js';
import type { Loaded } from '../../config/load.js';
import { OperatorError } from '../../core/failure.js';
import { systemClock } from '../../lib/system-clock.js';
import { SealedFiles } from '../../vault/sealed-files.js';
import { accountId } from '../../core/ids.js';
import { keyPlaces } from '../frame/open-vault.js';
import { runningLine } from '../frame/running-line.js';
import { loadSettings, type SettingsOptions } from '../frame/settings.js';
import { wrapped } from '../terminal/display-width.js';
import { screenColumns } from '../terminal/screen.js';
import { print, printJson, type Surroundings } from '../terminal/surroundings.js';
import { checkFiles, checkVault } from './check-files.js';
import { checkDisk, checkProgram } from './check-machine.js';
import { checkMedia } from './check-media.js';
import { checkOptional } from './check-optional.js';
import { checkReach } from './check-reach.js';
import { checkAccounts, checkKeys, checkOperator } from './check-settings.js';
import { ok, wrong, type Finding, type FindingState } from './finding.js';

export interface DoctorOptions extends SettingsOptions {
  readonly json?: boolean;
  /** Ask no server. */
  readonly offline?: boolean;
}

/**
 * `kindred doctor`: looks at everything a run needs, changes nothing, and says of each what to do. Also beside a run.
 * @returns the exit code: 1 when something is wrong, else 0
 */
export async function doctor(surroundings: Surroundings, options: DoctorOptions): Promise<number> {
  const findings = [...checkProgram(surroundings.node), ...(await checkSettings(surroundings, options))];
  const count = (state: FindingState): number => findings.filter((finding) => finding.state === state).length;
  const counts = { ok: count('ok'), look: count('look'), wrong: count('wrong') };
  if (options.json === true) {
    printJson(surroundings, { ...counts, findings });
  } else {
    const width = screenColumns(surroundings);
    for (const finding of findings) for (const line of linesOf(finding, width)) print(surroundings, line);
    print(surroundings);
    print(surroundings, `${counts.ok} ok, ${counts.look} to look at, ${counts.wrong} wrong.`);
  }
  return counts.wrong === 0 ? 0 : 1;
}

/** Everything that depends on the settings; what is wrong with them where they cannot be read. */
async function checkSettings(
  surroundings: Surroundings,
  options: DoctorOptions,
): Promise<readonly Finding[]> {
  let loaded: Loaded;
  try {
    loaded = loadSettings(surroundings, options);
  } catch (cause) {
    if (!(cause instanceof OperatorError)) throw cause;
    const [head = '', ...rest] = cause.message.split('\n');
    const problems = rest.length === 0 ? [head] : rest.map((line) => line.trim());
    return problems.map((problem) => wrong('settings', problem, 'correct it; nothing else was looked at'));
  }
  const { config, secrets } = loaded;
  const sealed = new SealedFiles(config.data);
  const environmentFiles = [...new Set([resolve(surroundings.cwd, '.env'), join(config.home, '.env')])];
  const running = await askStatus(config.data);
  return [
    ok('settings', `read from ${config.home}`),
    ...(await checkFiles(config, environmentFiles)),
    checkDisk(config),
    ...checkVault(config, keyPlaces(surroundings, config)),
    ...checkAccounts(config, secrets, (account) => sealed.has(accountId(account))),
    ...checkKeys(config, secrets),
    ...checkOperator(config),
    ...(options.offline === true ? [] : await checkReach(config, secrets, systemClock(), systemChance())),
    ...checkOptional(config),
    ...checkMedia(config),
    ok('run', runningLine(running)),
  ];
}

const stateWidth = 7;

function linesOf({ state, what, todo }: Finding, width: number): readonly string[] {
  const indented = (text: string, lead: string): readonly string[] =>
    wrapped(text, width - stateWidth).map(
      (line, row) => `${(row === 0 ? lead : '').padEnd(stateWidth)}${line}`,
    );
  return [...indented(what, state), ...(todo === null ? [] : indented(`-> ${todo}`, ''))];
}
