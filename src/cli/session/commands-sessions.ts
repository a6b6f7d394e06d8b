import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';

const account = ['<account>', 'a file in accounts/, without its ending'] as const;
const newKey = [
  '--new-key',
  'go on with a new vault key where the old one is lost; what was sealed under that stays shut',
] as const;

/** Signing in and out, and what is kept of it. */
export function sessionCommands(program: Command, { surroundings, settings, exitWith }: CommandParts): void {
  settings(program.command('login'))
    .description(
      'sign an account in by phone code and two-step password, or by a QR code; a bot by its token',
    )
    .argument(...account)
    .option('--qr', 'draw a QR code to scan with a phone that is signed in; no code is sent')
    .option(
      '--code-from <command>',
      'take the code from what this command prints, run once the code was sent',
    )
    .option('--again', 'also when it is signed in already; ends the present session')
    .option(...newKey)
    .action(async (name: string, options: object) =>
      (await import('./login.js')).login(surroundings, name, options),
    );

  settings(program.command('logout'))
    .description('end the session of an account on the server, and remove it here')
    .argument(...account)
    .option('--yes', 'do not ask')
    .option('--forget', 'remove it here also when the server does not answer')
    .action(async (name: string, options: object) =>
      (await import('./logout.js')).logout(surroundings, name, options),
    );

  const session = program.command('session').description('take sessions in and out, in the clear');
  settings(session.command('export'))
    .description('write out a session as GramJS does; whoever has it is signed in. Asks twice')
    .argument(...account)
    .option('--out <file>', 'into this file, readable by its owner only, instead of the terminal')
    .action(async (name: string, options: object) =>
      (await import('./session-export.js')).sessionExport(surroundings, name, options),
    );
  settings(session.command('import'))
    .description('take over a session string of GramJS, after trying it on one connection')
    .argument(...account)
    .option('--file <file>', 'from this file instead of the prompt or standard input')
    .option(...newKey)
    .action(async (name: string, options: object) =>
      (await import('./session-import.js')).sessionImport(surroundings, name, options),
    );

  const vault = program.command('vault').description('the key that sessions are sealed under');
  settings(vault.command('status'))
    .description('where the key is, and which sessions it opens; exit code 2 when one is refused')
    .action(async (options: object) => {
      if (!(await import('./vault-status.js')).vaultStatus(surroundings, options)) exitWith(2);
    });
  settings(vault.command('rekey'))
    .description('seal every session under a new key')
    .option('--to <source>', 'file, passphrase or credential; as now when left out')
    .action(async (options: object) => (await import('./vault-rekey.js')).vaultRekey(surroundings, options));
}
