import type { ChannelCapabilities } from '../../../channel/capabilities.js';
import { userAccountCapabilities } from '../../../channel/telegram/capabilities.js';
import { businessCapabilities, usedRights } from '../../../channel/telegram-bot/business/capabilities.js';
import { botCapabilities } from '../../../channel/telegram-bot/capabilities.js';
import { evolutionCapabilities } from '../../../channel/whatsapp/evolution/capabilities.js';
import { greenCapabilities } from '../../../channel/whatsapp/green/capabilities.js';
import { cloudCapabilities } from '../../../channel/whatsapp/cloud/capabilities.js';

/** What each kind of account can do, as far as nothing is taken from it while it runs. */
export const channelKinds: readonly { readonly title: string; readonly can: ChannelCapabilities }[] = [
  { title: 'telegram-user', can: userAccountCapabilities },
  { title: 'telegram-bot', can: botCapabilities },
  { title: 'telegram-business', can: businessCapabilities(usedRights) },
  { title: 'whatsapp-cloud', can: cloudCapabilities },
  { title: 'whatsapp-green', can: greenCapabilities },
  { title: 'whatsapp-evolution', can: evolutionCapabilities },
];
