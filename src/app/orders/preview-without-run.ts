import { Pool } from '../../account/pool.js';
import { loadCharacters } from '../../character/load.js';
import type { Config } from '../../config/config.js';
import { everybody } from '../../config/sections/people-section.js';
import { judgeKnock } from '../../conversation/admission/judge-knock.js';
import { previewOpeners, type OpenersPreview } from '../../conversation/openers/preview-openers.js';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import type { ConversationId } from '../../core/ids.js';
import { ZoneClocks } from '../../proactive/local-time.js';
import { readKnock } from '../../store/conversation/admission-store.js';
import { peopleOf } from '../composition/settings.js';
import type { Reader } from '../../store/engine/database.js';
import { readPoolMembers } from '../../store/account/pool-store.js';
import { loadMomentModel } from '../../strategist/moment/model-file.js';
import { createMomentReader } from '../../strategist/moment/read-moment.js';

/**
 * What would be considered if the program were at work: its accounts are taken to be well and the day's budget unspent,
 * for nobody knows better now.
 */
export async function previewWithoutRun(
  config: Config,
  read: Reader,
  conversation: ConversationId,
  clock: Clock,
): Promise<OpenersPreview> {
  const pool = new Pool(
    config.accounts.map(({ id, character, role }) => ({ account: id, character, role, isSignedIn: true })),
  );
  pool.restore(await readPoolMembers(read));
  const characters = loadCharacters(
    config.charactersFolder,
    config.accounts.map(({ character }) => character),
  );
  return previewOpeners(
    {
      database: { read },
      clock,
      serves: (account) => pool.serves(account),
      admits: async (chat) => {
        const knock = await readKnock(read, chat);
        const account = config.accounts.find(({ id }) => id === knock?.account);
        const rule = account === undefined ? everybody : peopleOf(account, config);
        return knock !== null && judgeKnock(rule, knock).kind === 'in';
      },
      character: (id) => {
        const character = characters.get(id);
        if (!character) throw new OperatorError(`no account has the character ${id}`, 'name it in one');
        return character;
      },
      readMoment: createMomentReader(loadMomentModel()),
      ledger: { verdict: () => ({ step: 'full', by: null }) },
      clocks: new ZoneClocks(),
      settings: config.proactive,
      account: () => ({ state: 'well', freeFrom: 0 }),
    },
    conversation,
  );
}
