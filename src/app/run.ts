import type { RotationWish } from '../account/rotations.js';
import type { Config } from '../config/config.js';
import type { Secrets } from '../config/secrets.js';
import type { Clock } from '../core/clock.js';
import type { Logger } from '../observe/logger.js';
import { OperatorError } from '../core/failure.js';
import { version } from '../core/version.js';
import type { Database } from '../store/engine/database.js';
import { takeOwnership } from '../store/engine/ownership.js';
import { storageFault } from '../store/engine/storage-fault.js';
import type { Receiver } from '../channel/receiver/receiver.js';
import { buildProgram, type BuildParts } from './composition/build.js';
import { Alerting } from './composition/alerting.js';
import { listenForHooks } from './composition/channels/listen.js';
import type { LiveConfig, ReloadView } from './composition/live-config.js';
import { Monitoring } from './composition/monitoring.js';
import { reportToLog } from './composition/reports/report-to-log.js';
import type { Service } from './composition/service.js';
import { controlHandlers } from './orders/handlers/control-handlers.js';
import { serveControl, type ControlHandlers } from './orders/control-socket.js';

export interface RunParts extends Omit<
  BuildParts,
  'run' | 'isGone' | 'meter' | 'reports' | 'onRefused' | 'live'
> {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pid: number;
  readonly host: string;
  readonly live: LiveConfig;
  /** Calls the listener whenever the settings are to be read anew, until the returned function is called. */
  readonly onReload: (listener: () => void) => () => void;
  /** The service manager, where one waits to hear of this program. */
  readonly service: Service | null;
  /** Aborts when the program is asked to stop. */
  readonly stop: AbortSignal;
  /** What the program does for the command line besides what the path itself does. */
  readonly handlers?: ControlHandlers;
  /** Every account is online or has failed to be. */
  readonly onReady: (ready: {
    readonly online: readonly string[];
    readonly offline: readonly {
      readonly account: string;
      readonly reason: string;
      /** What is wrong with its stored session and what to do, where that is the reason. */
      readonly problem?: string;
    }[];
    readonly tookMs: number;
  }) => void;
}

/**
 * Run until asked to stop: take the data folder, build, start, wait, and stop in the reverse order, each step even if
 * the one before failed.
 * @throws OperatorError before anything was started, or when the disk can no longer be trusted.
 */
export async function runUntilStopped(parts: RunParts): Promise<void> {
  const { config, clock, stop } = parts;
  const startedAt = clock.steady();
  const since = new Date(clock.now()).toISOString();
  const owner = takeOwnership(config.data, {
    program: 'kindred run',
    pid: parts.pid,
    host: parts.host,
    since,
  });
  let monitoring: Monitoring | null = null;
  let alerting: Alerting | null = null;
  try {
    const watch = await Monitoring.begin({ config, live: parts.live, version, clock, logger: parts.logger });
    monitoring = watch;
    alerting = Alerting.begin(parts);
    const alerts = alerting;
    const { runtime, hooks, characters, modelFacts, database, signedOut, refused } = await buildProgram({
      ...parts,
      meter: watch.meter,
      ...(alerts === null
        ? {}
        : { reports: [alerts.report], onRefused: (refused) => alerts.refused(refused) }),
      run: `${parts.host}:${parts.pid}:${since}`,
      // This process owns the data folder, and on one machine that means that no other does.
      isGone: (run) => run.startsWith(`${parts.host}:`),
    });
    watch.attach(runtime, database);
    alerts?.attach(runtime, database);
    const reload = (): ReloadView => {
      const view = parts.live.reload();
      if (view.live.length > 0) runtime.lookAgain();
      return view;
    };
    try {
      const { pid } = parts;
      const rotate = (wish: RotationWish) => runtime.rotate(wish);
      const handlers = controlHandlers({
        health: runtime.health,
        modelFacts,
        characters,
        database,
        clock,
        pid,
        rotate,
        now: () => runtime.now(),
        condition: () => watch.condition(),
        tally: watch.tally,
        reload,
        previewOpeners: (conversation) => runtime.previewOpeners(conversation),
        wake: (conversation) => runtime.wake(conversation),
      });
      // Before the accounts come up: whoever asks meanwhile is answered, not told that the folder is in use.
      const control = await serveControl(config.data, { ...parts.handlers, ...handlers });
      const ignoreReload = parts.onReload(() => reloaded(reload));
      let receiver: Receiver | null = null;
      try {
        // Before the services are told where to post.
        receiver = await listenForHooks(config, hooks, (cause) =>
          reportToLog(parts.logger).failed('receiver', cause),
        );
        const opened = await runtime.start();
        watch.enter('running');
        await parts.service?.ready(() => watch.condition());
        parts.onReady({
          online: opened.filter((one) => one.failure === null).map((one) => one.account),
          offline: [
            ...opened.flatMap(({ account, failure }) =>
              failure === null
                ? []
                : [
                    {
                      account,
                      reason: failure.code,
                      ...(failure.problem === undefined ? {} : { problem: failure.problem }),
                    },
                  ],
            ),
            ...signedOut.map((account) => ({ account, reason: 'not-signed-in' })),
            ...refused.map(({ account, reason, problem }) => ({ account, reason, problem: problem.message })),
          ],
          tookMs: clock.steady() - startedAt,
        });
        await stoppedOrBroken(stop, database);
      } catch (cause) {
        throw inWords(cause);
      } finally {
        watch.enter('stopping');
        ignoreReload();
        await parts.service?.stopping();
        await control.close();
        await alerting?.close();
        await receiver?.close();
        await runtime.stop();
      }
    } finally {
      await database.close();
    }
  } finally {
    // Again, for a run that ended before it began: an alert may be all that is seen of it.
    await alerting?.close();
    await monitoring?.close();
    owner.release();
  }
}

/** On a signal nobody waits for an answer: mistakes are in the log. */
function reloaded(reload: () => ReloadView): void {
  try {
    reload();
  } catch (cause) {
    if (!(cause instanceof OperatorError)) throw cause;
  }
}

/** Resolves when the program is asked to stop. @throws OperatorError when the store broke. */
async function stoppedOrBroken(stop: AbortSignal, { health }: Database): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      unwatch();
      stop.removeEventListener('abort', end);
      resolve();
    };
    const unwatch = health.watch(({ state }) => {
      if (state === 'broken') end();
    });
    stop.addEventListener('abort', end);
    if (stop.aborted || health.state.state === 'broken') end();
  });
  const { state } = health;
  if (state.state === 'broken') throw diskFailed(state.code);
}

/** A failure of the disk in words; anything else as it is. */
function inWords(cause: unknown): unknown {
  const found = storageFault(cause);
  if (!found) return cause;
  if (found.fault === 'broken') return diskFailed(found.code);
  return found.fault === 'full'
    ? new OperatorError('the disk under the data folder is full', 'make room and start again', { cause })
    : new OperatorError(
        `the disk under the data folder fails (${found.code})`,
        'look at the disk and start again',
        {
          cause,
        },
      );
}

function diskFailed(code: string): OperatorError {
  return code.includes('FSYNC')
    ? new OperatorError(
        `the disk reported that it could not keep what was written (${code}), so this run ended itself`,
        'check the disk, then start again: what was committed is read back from the files',
      )
    : new OperatorError(
        `the database turned out to be damaged (${code}), so this run ended itself`,
        'start again to have it checked; "kindred restore <backup>" puts a backup in its place',
      );
}
