// Validates what the Cloud adapter sends and what the sandbox's Cloud API posts against Meta's own description of both
// (facebook/openapi, business-messaging-api): `npm run check:meta-schema -- <the description as JSON>`. The description is
// not part of this project.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { cloudOperations } from '../dist/channel/whatsapp/cloud/operations.js';
import { payloadOf } from '../dist/sandbox/whatsapp/cloud/deliveries.js';
import { MessageNames } from '../dist/sandbox/whatsapp/cloud/names.js';
import { newNumber } from '../dist/sandbox/whatsapp/cloud/number.js';
import {
  renderContact,
  renderMessage,
  renderReaction,
} from '../dist/sandbox/whatsapp/cloud/render-message.js';
import { WhatsAppWorld } from '../dist/sandbox/whatsapp/world/world.js';
import { systemClock } from '../dist/lib/system-clock.js';

/**
 * What the description of 2025-11-21 (v23.0) lacks or says otherwise than the pages of 2026, each with the page that has it.
 * A difference that is not listed here is a mistake of ours until it is looked up.
 */
const known = [
  // business-scoped-user-ids, 2026-03-31: a user id goes into `recipient`, and `to` is left out.
  { side: 'sent', path: /^$/u, keyword: 'required', property: /^to$/u },
  { side: 'sent', path: /^$/u, keyword: 'additionalProperties', property: /^recipient$/u },
  // messages/send-messages, 2026-05-21: comes back in each status of the message.
  { side: 'sent', path: /^$/u, keyword: 'additionalProperties', property: /^biz_opaque_callback_data$/u },
  // Stickers, places and what is unsupported are described as they are sent; as they come they are in
  // webhooks/reference/messages/sticker, /location (numbers) and /unsupported (errors without a type).
  {
    side: 'posted',
    path: /^\/sticker$/u,
    keyword: 'additionalProperties',
    property: /^(?:mime_type|sha256|id)$/u,
  },
  { side: 'posted', path: /^\/sticker$/u, keyword: 'required', property: /^link$/u },
  { side: 'posted', path: /^\/sticker$/u, keyword: 'oneOf', property: /^$/u },
  { side: 'posted', path: /^\/location\/(?:latitude|longitude)$/u, keyword: 'type', property: /^$/u },
  { side: 'posted', path: /^\/errors\/0$/u, keyword: 'required', property: /^type$/u },
];

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the file of the description');
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const description = JSON.parse(readFileSync(file, 'utf8'));
ajv.addSchema(description, 'meta');
const { schemas } = description.components;
const schema = (name) => ajv.compile({ $ref: `meta#/components/schemas/${name}` });

/**
 * A message of a type. The description closes the fields of a type over themselves, which leaves no room for those that every
 * message has: here both are one. What comes has none of those that are required of what is sent.
 */
function messageSchema(name, side) {
  const parts = schemas[name].allOf.map((part) =>
    part.$ref === undefined ? part : side === 'sent' ? schemas[part.$ref.split('/').at(-1)] : {},
  );
  return ajv.compile({
    type: 'object',
    properties: absolute(Object.assign({}, ...parts.map(({ properties = {} }) => properties))),
    required: parts.flatMap(({ required = [] }) => required),
    ...(side === 'sent' ? { additionalProperties: false } : {}),
  });
}

function absolute(value) {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/components/', '"meta#/components/'));
}

const findings = [];
let checked = 0;
function check(side, name, body, validate = schema(name)) {
  checked += 1;
  if (validate(body)) return;
  for (const { instancePath, keyword, params } of validate.errors ?? []) {
    const property = params.missingProperty ?? params.additionalProperty ?? '';
    const isKnown = known.some(
      (one) =>
        one.side === side &&
        one.path.test(instancePath) &&
        one.keyword === keyword &&
        one.property.test(property),
    );
    if (!isKnown) findings.push(`${side} ${name} ${instancePath || '/'}: ${keyword} ${property}`);
  }
}

// What we send.
const sent = [];
const client = {
  call: (method, path, body) => {
    sent.push({ path, body });
    return Promise.resolve({ ok: true, value: { messages: [{ id: 'wamid.x' }] } });
  },
  close: () => undefined,
};
for (const address of ['491700001', 'DE.13491208655302741918']) {
  const operations = cloudOperations({
    client,
    phoneNumberId: '106540352242922',
    clock: systemClock(),
    newestHeard: () => 'wamid.theirs',
    peers: { address: () => Promise.resolve(address), newestIncoming: () => Promise.resolve(undefined) },
  });
  const entities = [{ kind: 'bold', offset: 0, length: 2 }];
  await operations.sendText({ peer: 'p', text: 'hi there', entities, sendId: '7', replyTo: 'wamid.theirs' });
  await operations.react('p', 'wamid.theirs', '👍');
}
const sentAs = { text: 'TextMessage', reaction: 'ReactionMessage' };
for (const { body } of sent) check('sent', sentAs[body.type], body, messageSchema(sentAs[body.type], 'sent'));

// What the sandbox posts.
const world = new WhatsAppWorld(systemClock(), 'schema');
const ben = world.addUser({ number: '491700001', name: 'Ben' });
const ada = world.addUser({ number: '491700002', name: 'Ada', username: 'ada' });
const line = '15550783881';
const number = newNumber({ phoneNumberId: '106540352242922', line, token: 'x', appSecret: 'x' });
const wamids = new MessageNames();
const first = world.say(ben.number, line, 'hello');
const kinds = [
  'text',
  'image',
  'audio',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'button',
  'interactive',
  'unsupported',
];
const postedAs = {
  ...{ text: 'TextMessage', image: 'ImageMessage', audio: 'AudioMessage', video: 'VideoMessage' },
  ...{ document: 'DocumentMessage', sticker: 'StickerMessage', location: 'LocationMessage' },
  ...{ contacts: 'ContactSharingMessage', button: 'ButtonMessage', interactive: 'InteractiveMessageReply' },
  ...{ unsupported: 'UnsupportedMessage', reaction: 'ReactionMessage' },
};
const items = [];
for (const user of [ben, ada]) {
  for (const kind of kinds) {
    const message = world.say(user.number, line, { kind, text: 'words' }, { replyTo: first.id });
    const value = renderMessage(wamids, { message, user, replied: first, line });
    items.push({
      number,
      field: 'messages',
      list: 'messages',
      value,
      contacts: [renderContact(user)],
      at: 0,
    });
  }
  const value = renderReaction(wamids, { target: first, user, emoji: '👍', id: 'wamid.r', at: 0 });
  items.push({ number, field: 'messages', list: 'messages', value, contacts: [renderContact(user)], at: 0 });
}
for (const state of ['sent', 'delivered', 'read', 'failed']) {
  const value = {
    id: 'wamid.x',
    status: state,
    timestamp: '1',
    recipient_id: ben.number,
    pricing: { billable: true, pricing_model: 'PMP', category: 'service' },
  };
  items.push({ number, field: 'messages', list: 'statuses', value, at: 0 });
}
for (const item of items) {
  const payload = payloadOf([item], 0);
  check('posted', 'WebhookPayload', {
    ...payload,
    entry: payload.entry.map((entry) => ({ ...entry, changes: [] })),
  });
  const { value } = payload.entry[0].changes[0];
  if (item.list === 'statuses') check('posted', 'StatusMessageValue', value);
  else {
    check('posted', 'IncomingMessageValueGeneral', { ...value, messages: [] });
    const [message] = value.messages;
    const name = postedAs[message.type];
    check('posted', name, message, messageSchema(name, 'posted'));
  }
}
const { entry } = payloadOf(items, 1);
check('posted', 'WebhookPayload', {
  object: 'whatsapp_business_account',
  entry: entry.map(({ id }) => ({ id, changes: [] })),
});

for (const finding of new Set(findings)) process.stdout.write(`${finding}\n`);
process.stdout.write(`${checked} bodies, ${new Set(findings).size} differences that nobody has explained\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
