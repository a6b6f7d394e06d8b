import { execFile } from 'node:child_process';

/** What a service manager is told of a service of `Type=notify` (sd_notify(3)). */
export interface ServiceManager {
  /** Resolves once it took the message; an error where it could not be told. */
  tell(...messages: readonly `${string}=${string}`[]): Promise<Error | null>;
}

/** `systemd-notify` waits until its message was taken; a manager that hangs is not waited for. */
const deadlineMs = 10_000;

/**
 * By systemd's own small program, which inherits NOTIFY_SOCKET: Node has no datagrams over local sockets, and addons that
 * bring them would be compiled at each install. It is a process of its own, so the unit needs `NotifyAccess=all`.
 */
export function systemdNotify(command = 'systemd-notify'): ServiceManager {
  return {
    tell: (...messages) =>
      new Promise((resolve) => {
        execFile(command, messages, { timeout: deadlineMs }, (error) => resolve(error));
      }),
  };
}
