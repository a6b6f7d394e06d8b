import type { Command } from 'commander';
import type { CommandParts } from '../frame/command-parts.js';

/** How accounts are. */
export function accountCommands(program: Command, { surroundings, settings, exitWith }: CommandParts): void {
  settings(program.command('accounts'))
    .description(
      'list the accounts: state, standing, sessions elsewhere, messages against caps, what to do next',
    )
    .action(async (options: object) => (await import('./accounts.js')).accounts(surroundings, options));

  const account = program.command('account').description('look at one account, and say what you know of it');
  settings(account.command('show'))
    .description('everything about one account: health and its history, sessions, caps, proxy, rotations')
    .argument('<account>', accountWords)
    .action(async (name: string, options: object) =>
      (await import('./account-show.js')).accountShow(surroundings, name, options),
    );
  settings(account.command('accept-sessions'))
    .description('say that every device the account is signed in on is known to you')
    .argument('<account>', accountWords)
    .action(async (name: string, options: object) =>
      (await import('./account-show.js')).accountAcceptSessions(surroundings, name, options),
    );
  settings(account.command('limit-over'))
    .description('say that the spam limit of an account is over, as @SpamBot told you')
    .argument('<account>', accountWords)
    .action(async (name: string, options: object) =>
      (await import('./account-show.js')).accountLimitOver(surroundings, name, options),
    );

  settings(program.command('ban-check'))
    .description(
      'ask, without harm, how accounts are; exit code 0: all healthy, 2: some limited or not to be asked, 3: some lost',
    )
    .argument('[account]', `${accountWords} (default: all)`)
    .option('--all', 'every account')
    .option('--ask-spambot', "also write to Telegram's @SpamBot, at most once a day and account")
    .action(async (name: string | undefined, options: object) =>
      exitWith(await (await import('./ban-check.js')).banCheck(surroundings, name, options)),
    );
}

const accountWords = 'a file in accounts/, without its ending';
