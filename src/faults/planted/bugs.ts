import type { FaultRow } from '../row.js';
import { longAbsences } from '../rows/absence.js';
import { deathsAt } from '../rows/failpoints.js';
import { randomKills } from '../rows/kills.js';
import { lostReplies } from '../rows/lost-replies.js';
import { modelFaults } from '../rows/model.js';
import { promises } from '../rows/promises.js';
import { twoOwners } from '../rows/two-owners.js';
import { spoiltUpdates } from '../rows/updates.js';
import type { Patch } from './patch.js';

/** A mistake that somebody could make, and the row and seed that must notice it. */
export interface PlantedBug {
  readonly name: string;
  readonly patches: readonly Patch[];
  readonly row: FaultRow;
  readonly runs: number;
  readonly seed: number;
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'a new random id on every retry',
    patches: [
      {
        file: 'outbox/delivery.js',
        find: /sendId: bubble\.sendId,/u,
        put: 'sendId: bubble.attempts > 1 ? String(BigInt.asIntN(64, BigInt(bubble.sendId) + BigInt(bubble.attempts))) : bubble.sendId,',
      },
    ],
    row: lostReplies,
    runs: 6,
    seed: 1,
  },
  {
    name: 'an unknown outcome treated as a failure',
    patches: [
      {
        file: 'outbox/send-verdict.js',
        find: /case 'unknown':\s*return \{[^}]*\};/u,
        put: "case 'unknown': return { do: 'fail', dropRest: false };",
      },
    ],
    row: lostReplies,
    runs: 6,
    seed: 2,
  },
  {
    name: 'the place in the update stream saved before the inbox rows',
    patches: [
      {
        file: 'conversation/incoming/inbox.js',
        find: /accept: \(batch\) => (options\.database\.write\(.+? storeBatch\(.+?\), 'ordered'\))/u,
        put: 'accept: async (batch) => { if (batch.cursor !== undefined) await options.database.write((early) => inboundWriter(early, options.account, options.peersAre).saveCursor(batch.cursor)); return $1; }',
      },
    ],
    row: deathsAt((name) => name === 'before inbox commit 1'),
    runs: 1,
    seed: 2,
  },
  {
    name: 'no unique key on messages',
    patches: [
      {
        file: 'store/migrations/0001-first-tables.js',
        find: /,\s*unique \(account_id, remote_id, peer_id\)/u,
        put: '',
      },
      {
        file: 'store/conversation/inbound-writer.js',
        find: /\.onConflict\(\(conflict\) => conflict\.columns\(\['account_id', 'remote_id', 'peer_id'\]\)\.doNothing\(\)\)/u,
        put: '',
      },
      {
        file: 'store/outbox/outbox-writer.js',
        find: /\.onConflict\(\(conflict\) => conflict\.columns\(\['account_id', 'remote_id', 'peer_id'\]\)\.doNothing\(\)\)/u,
        put: '',
      },
    ],
    row: longAbsences,
    runs: 5,
    seed: 1,
  },
  {
    name: 'sent before the commit',
    patches: [
      {
        file: 'conversation/committing/commit-turn.js',
        find: /const stored = await database\.write\(/u,
        put: 'await globalThis.plantedSend(loaded.state, bubbles); $&',
      },
      {
        file: 'outbox/dispatcher.js',
        find: /constructor\(options\) \{/u,
        put: '$& globalThis.plantedSend = async ({ account, peer }, bubbles) => { for (const { text, sendId } of bubbles) await options.accounts.channel(account)?.sendText({ peer, text, sendId }); };',
      },
    ],
    row: deathsAt((name) => name === 'before turn commit 1'),
    runs: 1,
    seed: 1,
  },
  {
    name: 'a turn with a committed bubble generated again',
    patches: [
      {
        file: 'store/turn/turn-writer.js',
        find: /if \(covered\.length > 0\)/u,
        put: 'if (covered === null)',
      },
      {
        file: 'conversation/committing/commit-turn.js',
        find: /if \(stored === 'stored'\)/u,
        put: "if (stored === 'stored') await database.write(async ({ db }) => { for (const row of covered) await db.updateTable('message').set({ turn_id: turn }).where('message_row', '=', row).execute(); }); $&",
      },
    ],
    row: deathsAt((name) => name === 'after turn commit 1'),
    runs: 1,
    seed: 1,
  },
  {
    name: 'a claim that outlives the run it belongs to',
    patches: [
      {
        file: 'store/outbox/outbox-writer.js',
        find: /\.where\('claimed_by', '!=', run\)|where\('claimed_by', '!=', run\)/u,
        put: "where('claimed_by', '=', 'nobody')",
      },
      {
        file: 'store/outbox/outbox-claim.js',
        find: /\.where\('outbox\.state', 'in', openStates\)/u,
        put: ".where('outbox.state', 'in', ['queued', 'unknown'])",
      },
    ],
    row: deathsAt((name) => name === 'after claim commit 1'),
    runs: 1,
    seed: 1,
  },
  {
    name: 'results of own calls not fed to the update engine',
    patches: [
      {
        file: 'channel/telegram/channel.js',
        find: /engine\?\.own\(request, result\)/u,
        put: 'undefined',
      },
    ],
    row: randomKills,
    runs: 2,
    seed: 1,
  },
  {
    name: 'gaps in the update stream skipped',
    patches: [
      {
        file: 'channel/telegram/updates/sequence.js',
        find: /here \+ item\.count === item\.end/u,
        put: 'here + item.count <= item.end',
      },
    ],
    row: spoiltUpdates,
    runs: 3,
    seed: 1,
  },
  {
    name: 'what waited at a restart not picked up',
    patches: [
      {
        file: 'app/composition/thinking.js',
        find: /for \(const conversation of await readConversationsWaiting\([^)]*\)\) \{/u,
        put: 'for (const conversation of []) {',
      },
    ],
    row: deathsAt((name) => name === 'before turn commit 1'),
    runs: 1,
    seed: 2,
  },
  {
    name: 'deletions not followed',
    patches: [
      {
        file: 'conversation/incoming/inbox.js',
        find: /case 'delete':/u,
        put: '$& if (effect !== null) return;',
      },
    ],
    row: spoiltUpdates,
    runs: 1,
    seed: 1,
  },
  {
    name: 'the error of a model told to the person',
    patches: [
      {
        file: 'conversation/writing/generate.js',
        find: /made\.ended\('failed', `model-\$\{asked\.failure\.kind\}`\)/u,
        put: "made.spoke([{ text: 'The model could not answer.', entities: [] }], null)",
      },
      {
        // Three failures in a row are rare in so few calls.
        file: 'model/ask.js',
        find: /const most = Math\.min\([^;]*\);/u,
        put: 'const most = 1;',
      },
    ],
    row: modelFaults,
    runs: 25,
    seed: 1,
  },
  {
    name: 'a data folder that two programs may hold',
    patches: [{ file: 'store/engine/ownership.js', find: /begin exclusive/u, put: 'begin' }],
    row: twoOwners,
    runs: 1,
    seed: 1,
  },
  {
    name: 'no disclosure in the first message, and an outbox that does not ask for one',
    patches: [
      {
        file: 'conversation/committing/disclosure-opening.js',
        find: /if \(!loaded\.mustDisclose\)/u,
        put: 'if (loaded.mustDisclose || !loaded.mustDisclose)',
      },
      {
        file: 'store/outbox/outbox-claim.js',
        find: /if \(!isDuty && !isDisclosed\(row\) && row\.discloses === null\)/u,
        put: 'if (isDuty && !isDuty)',
      },
    ],
    row: promises,
    runs: 1,
    seed: 1,
  },
  {
    name: 'danger left to the model',
    patches: [{ file: 'conversation/fixed-answers/fixed-answers.js', find: /\[crisisAnswer, /u, put: '[' }],
    row: promises,
    runs: 1,
    seed: 1,
  },
  {
    name: 'stop words left to the model',
    patches: [{ file: 'conversation/fixed-answers/fixed-answers.js', find: / stopAnswer,/u, put: '' }],
    row: promises,
    runs: 1,
    seed: 1,
  },
  {
    name: 'later bubbles of a reply not judged',
    patches: [
      {
        file: 'conversation/writing/stream-draft.js',
        find: /const review = await this\.reviewed\(draft\);/u,
        put: "const review = this.state === 'begun' ? { fit: true, bubble: draft } : await this.reviewed(draft);",
      },
    ],
    row: promises,
    runs: 1,
    seed: 1,
  },
  {
    name: 'the mark of the prompt not looked for',
    patches: [
      {
        file: 'quality/egress/secrets.js',
        find: /if \(holdsPromptMark\(text\) \|\| holdsPromptMark\(dense\)\)/u,
        put: 'if (dense === null)',
      },
    ],
    row: promises,
    runs: 1,
    seed: 1,
  },
];
