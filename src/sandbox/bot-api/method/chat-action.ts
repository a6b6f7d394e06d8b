import { setTyping } from '../../telegram/world/account/presence.js';
import { badRequest, refusedAs } from '../call/bot-api-error.js';
import type { BotCall } from './bot-call.js';
import { chatToWriteIn } from './chats.js';

/** https://core.telegram.org/bots/api#sendchataction, and how the API below calls each. */
const ACTIONS: Readonly<Record<string, string>> = {
  cancel: 'sendMessageCancelAction',
  typing: 'sendMessageTypingAction',
  upload_photo: 'sendMessageUploadPhotoAction',
  record_video: 'sendMessageRecordVideoAction',
  upload_video: 'sendMessageUploadVideoAction',
  record_voice: 'sendMessageRecordAudioAction',
  record_audio: 'sendMessageRecordAudioAction',
  upload_voice: 'sendMessageUploadAudioAction',
  upload_audio: 'sendMessageUploadAudioAction',
  upload_document: 'sendMessageUploadDocumentAction',
  choose_sticker: 'sendMessageChooseStickerAction',
  find_location: 'sendMessageGeoLocationAction',
  record_video_note: 'sendMessageRecordRoundAction',
  upload_video_note: 'sendMessageUploadRoundAction',
};

export function sendChatAction(call: BotCall): true {
  const action = ACTIONS[call.args.text('action').toLowerCase()];
  if (action === undefined) throw badRequest('Wrong parameter action in request');
  const { self, person } = chatToWriteIn(call);
  const outcome = setTyping(call.api.world, { user: self }, person, action);
  if (outcome.kind === 'refused') throw refusedAs(outcome.type);
  return true;
}

/** Streams a draft to the person; nothing of it is kept. https://core.telegram.org/bots/api#sendmessagedraft. */
export function sendMessageDraft(call: BotCall): true {
  if (call.args.integer('draft_id', 0) === 0) throw badRequest('Invalid draft_id specified');
  const { self, person } = chatToWriteIn(call);
  const outcome = setTyping(call.api.world, { user: self }, person, 'sendMessageTypingAction');
  if (outcome.kind === 'refused') throw refusedAs(outcome.type);
  return true;
}
