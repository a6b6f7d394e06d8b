/** `MACHINE_CLOCK_BEHIND_BY_3_DAYS`, as the connection's reason says it (app/composition/connection-record.ts). */
const code = /^MACHINE_CLOCK_(?<side>AHEAD|BEHIND)_BY_(?<much>\d+)_(?<unit>MINUTES|HOURS|DAYS)$/u;

/** One line about the clock of this machine, where it was found to be wrong; the same one for all accounts. */
export function clockLine(reasons: readonly (string | null)[]): string | null {
  for (const reason of reasons) {
    const { side, much, unit } = code.exec(reason ?? '')?.groups ?? {};
    if (side === undefined || much === undefined || unit === undefined) continue;
    const where = side === 'AHEAD' ? 'ahead of' : 'behind';
    return `The clock of this machine is ${much} ${unit.toLowerCase()} ${where} Telegram's. Set it ("timedatectl set-ntp true" on most systems); until then the difference is allowed for.`;
  }
  return null;
}
