import type { AccountConfig, WhatsAppAccountConfig } from './config.js';
import { Secret } from './secret.js';

/** What an account on WhatsApp signs in with. `token` is there always; the others as its kind has them. */
export interface WhatsAppCredentials {
  readonly token: string;
  /** Cloud: what webhooks are signed with; the one before it second, while it is being changed. */
  readonly appSecrets?: readonly string[];
  readonly verifyToken?: string;
  /** Evolution: what webhooks are signed with. */
  readonly webhookSecret?: string;
}

export function isOnWhatsApp(account: AccountConfig): account is WhatsAppAccountConfig {
  return account.channel.startsWith('whatsapp-');
}

/** As one text, which is what the vault keeps for an account. */
export function sealedCredentials(credentials: WhatsAppCredentials): string {
  return JSON.stringify(credentials);
}

/** Null for what is none. */
export function openedCredentials(text: string): WhatsAppCredentials | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const found = value as Partial<Record<keyof WhatsAppCredentials, unknown>> | null;
  if (typeof found !== 'object' || found === null || typeof found.token !== 'string') return null;
  const { token, appSecrets, verifyToken, webhookSecret } = found;
  return {
    token,
    ...(Array.isArray(appSecrets) ? { appSecrets: appSecrets.filter((one) => typeof one === 'string') } : {}),
    ...(typeof verifyToken === 'string' ? { verifyToken } : {}),
    ...(typeof webhookSecret === 'string' ? { webhookSecret } : {}),
  };
}

/** From the variables that the account's file names; undefined where one that is needed is not set, or not named. */
export function whatsappSecret(
  account: WhatsAppAccountConfig,
  lookUp: (name: string | undefined) => Secret | undefined,
): Secret | undefined {
  const found = (name: string | undefined): string | undefined => lookUp(name)?.reveal();
  const token = found(account.tokenEnv);
  if (token === undefined) return undefined;
  switch (account.channel) {
    case 'whatsapp-cloud': {
      const appSecret = found(account.appSecretEnv);
      const previous = found(account.previousAppSecretEnv);
      const verifyToken = found(account.verifyTokenEnv);
      if (appSecret === undefined) return undefined;
      return new Secret(
        sealedCredentials({
          token,
          appSecrets: [appSecret, ...(previous === undefined ? [] : [previous])],
          ...(verifyToken === undefined ? {} : { verifyToken }),
        }),
      );
    }
    case 'whatsapp-green':
      return new Secret(sealedCredentials({ token }));
    case 'whatsapp-evolution': {
      const webhookSecret = found(account.webhookSecretEnv);
      return webhookSecret === undefined
        ? undefined
        : new Secret(sealedCredentials({ token, webhookSecret }));
    }
  }
}
