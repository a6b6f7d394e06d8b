import { accountMethods } from './account.js';
import { authMethods, signedInAuthMethods } from './auth.js';
import { passwordMethods } from './auth-password.js';
import { signedInTokenMethods, tokenMethods } from './auth-token.js';
import { contactLinkMethods } from './contact-link.js';
import { contactMethods } from './contacts.js';
import type { OpenMethod, SignedInMethod } from './context.js';
import { fileMethods } from './files.js';
import { helpMethods } from './help.js';
import { historyMethods } from './history.js';
import { privacyMethods } from './privacy.js';
import { reactionMethods } from './reactions.js';
import { readMethods } from './read.js';
import { sendMethods } from './send.js';
import { stickerMethods } from './stickers.js';
import { updateMethods } from './updates.js';
import { userMethods } from './users.js';

/** Answered before sign-in as well. */
export const openMethods: ReadonlyMap<string, OpenMethod> = new Map(
  [helpMethods, authMethods, passwordMethods, tokenMethods].flatMap((family) => Object.entries(family)),
);

/** Answered to signed-in keys only; a new method is one line in its family. */
export const signedInMethods: ReadonlyMap<string, SignedInMethod> = new Map(
  [
    signedInAuthMethods,
    signedInTokenMethods,
    accountMethods,
    userMethods,
    contactMethods,
    contactLinkMethods,
    privacyMethods,
    sendMethods,
    fileMethods,
    stickerMethods,
    historyMethods,
    readMethods,
    reactionMethods,
    updateMethods,
  ].flatMap((family) => Object.entries(family)),
);
