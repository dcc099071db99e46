/** A message that proves a channel, and says nothing else. */
import type { Language } from '../../shared/ticket.ts';
import type { Outgoing } from './outgoing.ts';
import { escaped } from './wording/escaped.ts';

const WORDS = {
  ru: {
    subject: 'Проверка: письма доходят',
    text: 'Это проверочное сообщение службы поддержки. Раз вы его читаете, канал работает.',
  },
  en: {
    subject: 'A test: mail arrives',
    text: 'This is a test message of the support desk. As you can read it, the channel works.',
  },
} as const satisfies Record<Language, unknown>;

type Wanted =
  { channel: 'email'; language: Language } | { channel: 'mattermost'; channelId: string; language: Language };

export function testMessage(wanted: Wanted, me: { name: string; email: string }): Outgoing {
  const { subject, text } = WORDS[wanted.language];
  if (wanted.channel === 'mattermost')
    return { channel: 'mattermost', target: { channelId: wanted.channelId }, message: text };
  return {
    channel: 'email',
    to: { name: me.name, address: me.email },
    language: wanted.language,
    subject,
    text: `${text}\n`,
    html: `<p>${escaped(text)}</p>`,
    autoSubmitted: 'auto-generated',
  };
}
