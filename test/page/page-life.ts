import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accountId,
  characterId,
  conversationId,
  outboxId,
  peerId,
  remoteMessageId,
  sendId,
  turnId,
  type ConversationId,
} from '../../src/core/ids.js';
import { dice } from '../../src/lib/dice.js';
import { fixedText } from '../../src/quality/egress/outgoing.js';
import { saveHealth } from '../../src/store/account/health-store.js';
import { inboundWriter } from '../../src/store/conversation/inbound-writer.js';
import { countDuty } from '../../src/store/duty/duty-store.js';
import { openDatabase, type Transaction } from '../../src/store/engine/database.js';
import { addMemory } from '../../src/store/memory/memory-writer.js';
import { saveSession } from '../../src/store/memory/relationship-store.js';
import { addPlans, recordDecision } from '../../src/store/plan/plan-store.js';
import { addSpending, spendDay } from '../../src/store/spend/spend-store.js';
import { handOver } from '../../src/store/turn/hand-over-store.js';
import { storeTurn } from '../../src/store/turn/turn-writer.js';

const account = accountId('mira-main');
const spare = accountId('mira-spare');
const character = characterId('mira');
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Names as people choose them, and as people choose them who mean harm. */
const hostileNames = [
  '<script>window.broken = true</script>',
  '"><img src=x onerror="window.broken=true">',
  '\u202e\u2066gnp.eiluj\u2069',
  'Ž̷̢̛a̸̧͝l̶͎̈g̵̲̔o̸̺͐ ҉̀Ț̴͝ę̶͊x̴̗͐t̸̰̓',
  'نور الهدى محمد',
  'A'.repeat(200),
  '\u200b\u200b',
  'javascript:alert(1)',
  '{{constructor.constructor("window.broken=true")()}}',
  'emoji 👩‍👩‍👧‍👦🏳️‍🌈 family',
];
const names = [
  'Ann Weller',
  'Juri Sato',
  'Lena Brandt',
  'Olek Nowak',
  'Priya Nair',
  'Tomás Ruiz',
  'Wim de Vries',
];
const said = [
  'how was the exam?',
  'I could not sleep again',
  'look, the river froze over',
  '</textarea><script>window.broken=true</script>',
  'مرحبا، كيف حالك اليوم؟',
  `a very long message: ${'and then the train was late, '.repeat(40)}`,
  'ok',
  '👍'.repeat(60),
];

/** A folder in which people talked: as many chats as asked for, and everything a view shows. */
export async function pageLife(folder: string, chats: number, now: number): Promise<void> {
  const project = new URL('../../', import.meta.url);
  mkdirSync(join(folder, 'accounts'), { recursive: true });
  mkdirSync(join(folder, 'characters'), { recursive: true });
  copyFileSync(new URL('characters/mira.yaml', project), join(folder, 'characters', 'mira.yaml'));
  if (chats === 0) return;
  for (const [id, role] of [
    [account, 'primary'],
    [spare, 'standby'],
  ] as const) {
    writeFileSync(
      join(folder, 'accounts', `${id}.yaml`),
      `phone: "+491700000${id.length}"\ncharacter: mira\nrole: ${role}\napi: { idEnv: TELEGRAM_API_ID, hashEnv: TELEGRAM_API_HASH }\n`,
    );
  }
  const database = openDatabase(join(folder, 'data', 'kindred.db'));
  try {
    const atOnce = 500;
    for (let from = 0; from < chats; from += atOnce) {
      await database.write(async (transaction) => {
        for (let person = from; person < Math.min(chats, from + atOnce); person += 1) {
          await talk(
            transaction,
            person,
            now - (chats - person) * minuteMs,
            chats > 200 && person < chats - 100,
          );
        }
      });
    }
    await database.write((transaction) => surroundings(transaction, chats, now));
  } finally {
    await database.close();
  }
}

const conversationOf = (person: number): ConversationId => conversationId(`mira/telegram:${person + 1}`);

/** One chat. `isBrief`: with one exchange and nothing else. */
async function talk(transaction: Transaction, person: number, at: number, isBrief: boolean): Promise<void> {
  const chance = dice(person + 1);
  const peer = peerId(String(person + 1));
  const writer = inboundWriter(transaction, account);
  const name =
    person % 4 === 1 ? hostileNames[(person >> 2) % hostileNames.length] : names[person % names.length];
  await writer.savePeer({
    peer,
    kind: 'person',
    address: `hash-${person}`,
    name: name ?? '',
    ...(person % 3 === 0 ? { username: `person${person}` } : {}),
  });
  const { conversation } = await writer.openConversation(peer, character, at);
  const exchanges = isBrief ? 1 : 6;
  for (let exchange = 1; exchange <= exchanges; exchange += 1) {
    const sentAt = at - (exchanges - exchange) * 7 * minuteMs;
    const remoteId = remoteMessageId(String(person * 100 + exchange * 2));
    await writer.addMessage(
      conversation,
      {
        kind: 'message',
        peer,
        messageId: remoteId,
        direction: 'incoming',
        text: said[(person + exchange) % said.length] ?? '',
        attachments: [],
        sentAt,
      },
      'person',
      sentAt,
    );
    if (exchange === exchanges && person % 5 === 0) continue;
    await answer(transaction, person, exchange, sentAt, chance.next());
  }
  await addSpending(transaction, spendDay(at - (person % 12) * dayMs), conversation, [
    {
      role: person % 6 === 0 ? 'voice.deep' : 'voice.everyday',
      provider: 'anthropic',
      model: person % 6 === 0 ? 'claude-sonnet-5-5' : 'claude-haiku-5-5',
      input: 400,
      output: 60 + (person % 40),
      cacheRead: 5_200,
      cacheWrite: 300,
      microUsd: 1_500 + (person % 7) * 800,
    },
  ]);
  if (!isBrief) await remembered(transaction, person, at);
}

async function answer(
  transaction: Transaction,
  person: number,
  exchange: number,
  sentAt: number,
  luck: number,
): Promise<void> {
  const conversation = conversationOf(person);
  const peer = peerId(String(person + 1));
  const id = `${person}-${exchange}`;
  const row = await transaction.db
    .selectFrom('message')
    .select(({ fn }) => fn.max('message_row').as('row'))
    .where('conversation_id', '=', conversation)
    .executeTakeFirstOrThrow();
  const isFailed = luck < 0.04;
  const wasTurnedDown = luck > 0.7;
  const text = `That sounds like a long day. ${exchange % 2 === 0 ? 'Tell me more?' : 'I am here.'}`;
  await storeTurn(
    transaction,
    {
      turn: turnId(`t${id.padStart(9, '0')}`),
      conversation,
      cause: 'incoming',
      outcome: isFailed ? 'failed' : 'spoke',
      reason: isFailed ? 'model-overloaded' : null,
      startedAt: sentAt + 40,
      finishedAt: sentAt + 1_800,
      decision: {
        kind: 'reply',
        reason: 'question',
        depth: 'everyday',
        register: 'warm',
        evidence: ['question', 'low-mood'],
        words: 18,
        maxTokens: 300,
      },
      layers: [
        { layer: 'identity', reason: 'always', tokens: 820 },
        { layer: 'voice', reason: 'always', tokens: 640 },
        { layer: 'relationship', reason: 'stage: familiar', tokens: 90 },
        { layer: 'history', reason: `the last ${exchange} exchanges`, tokens: 120 * exchange },
        { layer: 'situation', reason: 'clock and place', tokens: 60 },
      ],
      request: {
        role: 'voice.everyday',
        system: [
          { text: 'You are Mira.\n<b>not markup</b>', cache: '1h' },
          { text: 'How you speak: short.' },
        ],
        messages: [
          { role: 'user', parts: ['how was the exam?'], cache: '5m' },
          { role: 'user', parts: ['</script><script>window.broken=true</script>'] },
        ],
        maxTokens: 300,
      },
      answer: {
        text,
        stop: 'end',
        usage: { input: 410, output: 31, cacheRead: 5_200, cacheWrite: 300 },
        attempts: [{ provider: 'anthropic', model: 'claude-haiku-5-5', outcome: 'ok', ms: 1_120 }],
        ...(wasTurnedDown
          ? {
              turnedDown: [
                {
                  text: `As an AI I cannot sleep. ${said[person % said.length] ?? ''}`,
                  check: 'meta-talk',
                  reason: 'speaks of itself as a program',
                  draft: 1,
                  part: 'whole' as const,
                },
              ],
            }
          : {}),
      },
      checks: [
        ...(wasTurnedDown
          ? [
              {
                check: 'meta-talk',
                verdict: 'reject' as const,
                reason: 'speaks of itself as a program',
                draft: 1,
              },
            ]
          : []),
        { check: 'length', verdict: 'pass', draft: wasTurnedDown ? 2 : 1 },
        { check: 'voice', verdict: luck > 0.5 ? 'repair' : 'pass', draft: wasTurnedDown ? 2 : 1 },
      ],
      timings: { started: 4, asked: 9, firstText: 620, answered: 1_150, committed: 1_162 },
    },
    [Number(row.row)],
    isFailed
      ? []
      : [
          {
            outbox: outboxId(`o-${id}`),
            sendId: sendId(`${person}${exchange}`),
            text: fixedText(text),
            replyTo: null,
            discloses: null,
            notBefore: sentAt,
            expiresAt: null,
          },
        ],
    { revision: null, account, peer },
  );
  if (isFailed) return;
  const remoteId = remoteMessageId(String(person * 100 + exchange * 2 + 1));
  await transaction.db
    .updateTable('outbox')
    .set({ state: 'sent', settled_at: sentAt + 2_000, remote_id: remoteId })
    .where('outbox_id', '=', outboxId(`o-${id}`))
    .execute();
  await transaction.db
    .insertInto('message')
    .values({
      conversation_id: conversation,
      account_id: account,
      peer_id: peer,
      remote_id: remoteId,
      direction: 'outgoing',
      author: 'character',
      text,
      attachments: '[]',
      reply_to: null,
      sent_at: sentAt + 2_000,
      received_at: sentAt + 2_000,
      edited_at: null,
      deleted_at: null,
      reactions: person % 4 === 0 ? '["❤"]' : null,
      turn_id: turnId(`t${id.padStart(9, '0')}`),
      skipped: null,
    })
    .execute();
}

async function remembered(transaction: Transaction, person: number, at: number): Promise<void> {
  const conversation = conversationOf(person);
  for (const text of ['is studying for an exam in June', 'has a brother called Max', said[3] ?? '']) {
    await addMemory(
      transaction,
      conversation,
      {
        kind: 'fact',
        text,
        subject: text.slice(0, 12),
        author: 'person',
        trust: 'self',
        quarantine: null,
        origin: 'scribe',
        category: null,
        confidence: 0.9,
        importance: 0.5,
        emotion: null,
        intensity: null,
        validFrom: at - dayMs,
        due: null,
        sources: [],
        supersedes: [],
      },
      at,
    );
  }
  const measures = { stage: 'familiar', closeness: 0.42, warmth: 0.61, tension: 0.08 } as const;
  await saveSession(
    transaction,
    conversation,
    null,
    { ...measures, sessions: 3, sessionToRow: 0, updatedAt: at },
    {
      ...measures,
      firstRow: 1,
      lastRow: 9,
      reasons: [{ code: 'told-something-personal', measure: 'closeness', by: 0.06 }],
      at,
    },
  );
  await addPlans(
    transaction,
    conversation,
    [{ kind: 'follow-up', key: `exam-${person}`, source: 'memory', dueAt: at + 3 * dayMs }],
    at,
  );
  await recordDecision(
    transaction,
    {
      conversation,
      plan: 1,
      kind: 'follow-up',
      source: 'memory',
      verdict: person % 3 === 0 ? 'sent' : 'withheld',
      reason: person % 3 === 0 ? 'strong-motive' : 'quiet-hours',
      details: {},
    },
    at - ((person * 7) % 168) * 3_600_000,
  );
}

/** What belongs to no chat, and what makes a few of them special. */
async function surroundings(transaction: Transaction, chats: number, now: number): Promise<void> {
  const healthy = {
    since: now - 9 * dayMs,
    evidence: 'get-me',
    until: null,
    appealUrl: null,
    checkedAt: now,
  };
  await transaction.db
    .insertInto('account')
    .values(
      [account, spare].map((account_id) => ({
        account_id,
        connection: 'online',
        connection_since: now,
        self_peer_id: null,
        self_name: null,
        self_username: null,
        cursor: null,
        connection_reason: null,
      })),
    )
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute();
  await saveHealth(
    transaction,
    spare,
    { ...healthy, state: 'healthy' },
    { was: null, became: 'healthy', evidence: 'get-me', at: now - 9 * dayMs },
  );
  await saveHealth(
    transaction,
    account,
    { ...healthy, state: 'peer-limited', evidence: 'PEER_FLOOD', since: now - 3 * 3_600_000 },
    { was: 'healthy', became: 'peer-limited', evidence: 'PEER_FLOOD', at: now - 3 * 3_600_000 },
  );
  await countDuty(transaction, { kind: 'crisis', language: 'en', outcome: 'answered' }, now);
  await handOver(transaction, {
    conversation: conversationOf(chats - 1),
    turn: turnId(`t${`${chats - 1}-1`.padStart(9, '0')}`),
    reason: 'asked-for-a-human',
    since: now - 20 * minuteMs,
  });
}
