import type { TelegramSandbox } from '../serving/telegram-server.js';
import { accountRoutes } from './account-routes.js';
import { deviceRoutes } from './device-routes.js';
import { faultRoutes } from './fault-routes.js';
import { handRoutes } from './hand-routes.js';
import { isLoopbackHost, serveRoutes, type ControlServer, type Route } from './http.js';
import { judgeRoutes } from './judge-routes.js';
import { peopleRoutes } from './people-routes.js';

export interface ControlOptions {
  readonly telegram: TelegramSandbox;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Asked of every request; needed where the address can be reached from other machines. */
  readonly token?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
  /** More routes on the same address, for the other parts of a sandbox. */
  readonly routes?: readonly Route[];
  readonly onError?: (error: unknown) => void;
}

/** Serves the control interface of docs/sandbox.md. */
export async function startControlServer(options: ControlOptions): Promise<ControlServer> {
  const { telegram, token } = options;
  const host = options.host ?? '127.0.0.1';
  if (token === undefined && !isLoopbackHost(host)) {
    throw new Error(
      `the control interface at ${host} could be used by other machines; it needs a token there`,
    );
  }
  const routes: Route[] = [
    ...peopleRoutes(telegram),
    ...handRoutes(telegram),
    ...judgeRoutes(telegram),
    ...accountRoutes(telegram),
    ...deviceRoutes(telegram),
    ...faultRoutes(telegram),
    ...(options.routes ?? []),
  ];
  const about: Route = {
    at: 'GET /',
    handle: () => ({
      telegram: {
        host: telegram.host,
        port: telegram.port,
        dcId: telegram.dcId,
        publicKeyPem: telegram.publicKeyPem,
      },
      routes: ['GET /', ...routes.map((route) => route.at)],
    }),
  };
  return serveRoutes([about, ...routes], {
    host,
    ...(token === undefined ? {} : { token }),
    port: options.port ?? 0,
    ...(options.onError === undefined ? {} : { onError: options.onError }),
  });
}
