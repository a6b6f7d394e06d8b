import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { openDatabase } from '../engine/database.js';
import { erasedTables } from './erase-conversation.js';

/** Tables with a conversation's rows that outlive its words, and why each may. */
const kept: Readonly<Record<string, string>> = {
  chat_mode: 'how the operator wants the chat to be run',
  admission: 'whether the person may talk with the character, and who decided it; no word of theirs',
  care: 'until when the talk stays gentle, and that the person said stop; no word of theirs',
  consent: 'evidence of what the person agreed to; its wording is ours',
  conversation: 'ids and the evidence of the disclosure; its state is emptied',
  duty_evidence: 'that they were told what we must tell, in which wording and when',
  hand_over: 'that a matter was left to the operator, and why in one code',
  introduction: 'that a standby introduced itself, so that it does not do so twice',
  message: 'ids by which a message that arrives twice is known; its words are emptied',
  proactive_wish: 'how they want to be written to first, a no among it',
  proposal: "which message in the owner's chat is to be emptied; its words are",
  link_code: 'what a code hashes to, for ten minutes; no word of theirs',
  link_failure: 'counts',
  outbox: 'send ids by which nothing is sent twice; its words are emptied',
  scribe_count: 'counts',
  scribe_progress: 'where the scribe goes on; behind what was erased',
  spend: 'what was spent, in tokens',
  thread: 'which chat it is',
  turn: 'that a turn was, when and why; request, answer, layers and checks are emptied',
};

it('says for every table of a conversation whether its rows are erased or why they stay', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const { rows } = await sql<{ name: string }>`
    select distinct tables.name from sqlite_schema as tables, pragma_table_info(tables.name) as columns
    where tables.type = 'table' and columns.name = 'conversation_id'`.execute(database.read);
  const decided = [...erasedTables, ...Object.keys(kept)];
  expect(rows.map(({ name }) => name).filter((name) => !decided.includes(name))).toEqual([]);
});
