// A rule of ours for ESLint: the words of a messenger's own interface stand in its adapter and nowhere else. Whatever is
// in front of the port decides by what an account can do, not by what its service is called.

/** Methods and fields of the Bot API: https://core.telegram.org/bots/api. Words that are ordinary elsewhere are left out. */
const words = new Set([
  ...['getUpdates', 'setWebhook', 'deleteWebhook', 'getWebhookInfo', 'sendMessage', 'sendChatAction'],
  ...['editMessageText', 'deleteBusinessMessages', 'readBusinessMessage', 'getBusinessConnection'],
  ...['setMessageReaction', 'getChat', 'answerCallbackQuery'],
  ...['update_id', 'allowed_updates', 'chat_id', 'reply_parameters', 'allow_sending_without_reply'],
  ...['business_connection_id', 'business_connection', 'business_message', 'edited_business_message'],
  ...['deleted_business_messages', 'sender_business_bot', 'is_from_offline', 'my_chat_member', 'retry_after'],
  ...['message_reaction', 'edited_message', 'inline_keyboard', 'callback_query', 'secret_token'],
  // Meta's Cloud API: https://developers.facebook.com/documentation/business-messaging/whatsapp.
  ...['biz_opaque_callback_data', 'messaging_product', 'phone_number_id', 'wa_id', 'from_user_id', 'wamid'],
  ...['recipient_user_id', 'typing_indicator', 'display_phone_number', 'user_changed_number'],
  // Green API: https://green-api.com/en/docs/api.
  ...['idInstance', 'idMessage', 'typeWebhook', 'receiveNotification', 'deleteNotification', 'stateInstance'],
  ...['outgoingAPIMessageReceived', 'incomingMessageReceived', 'typeMessage', 'stanzaId'],
  // Evolution API: https://doc.evolution-api.com.
  ...['remoteJid', 'remoteJidAlt', 'fromMe', 'pushName', 'messageTimestamp', 'findMessages', 'sendText/'],
  // Ids of WhatsApp's linked devices.
  ...['@lid', '@c.us', '@s.whatsapp.net'],
]);

export const serviceWords = {
  meta: {
    type: 'problem',
    messages: {
      word: '"{{word}}" is a word of a messenger\'s interface: it belongs into its folder below src/channel.',
    },
    schema: [],
  },
  create(context) {
    const look = (node, word) => {
      if (words.has(word)) context.report({ node, messageId: 'word', data: { word } });
    };
    return {
      Literal: (node) => typeof node.value === 'string' && look(node, node.value),
      TemplateElement: (node) => {
        for (const word of node.value.raw.split(/\W+/u)) look(node, word);
      },
      // Field names with an underscore are nobody else's; a method of ours may well be called as one of theirs.
      Property: ({ key }) => key.type === 'Identifier' && key.name.includes('_') && look(key, key.name),
    };
  },
};
