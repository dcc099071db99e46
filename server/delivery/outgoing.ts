/**
 * What goes out, once a notice has its words. A wording gives it, a transport takes it, and nothing else of either is
 * known to the other.
 */
import type { Instant } from '../../shared/instant.ts';
import type { Language } from '../../shared/ticket.ts';
import type { Keys } from '../auth/secrets.ts';
import type { RuleBook } from '../domain/rules.ts';
import type { OpenReports } from '../reports/open-reports.ts';
import type { StoredNotice } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';

export type EmailMessage = {
  channel: 'email';
  /** One recipient; `name` may be empty. */
  to: { name: string; address: string };
  language: Language;
  subject: string;
  /** Always there, and says all that `html` says. */
  text: string;
  /** Whatever a person wrote is escaped in it already. */
  html: string;
  /** Mails of one thread stand together in the reader's program: `ticket:<id>`. */
  thread?: string;
  autoSubmitted: 'auto-generated' | 'auto-replied';
  attachments?: readonly { name: string; type: string; bytes: Uint8Array }[];
  /** A page of our own, where unsubscribing is a POST. */
  unsubscribe?: URL;
  replyTo?: string;
};

/** As Mattermost has it in `props.attachments`. Its texts are read as Markdown: `mattermost-text.ts` for words of people. */
export type MattermostAttachment = {
  fallback?: string;
  color?: string;
  pretext?: string;
  title?: string;
  title_link?: string;
  text?: string;
  fields?: readonly { title: string; value: string; short?: boolean }[];
  actions?: readonly MattermostAction[];
};

export type MattermostAction = {
  /** Letters and digits alone. */
  id: string;
  type: 'button';
  name: string;
  style?: 'default' | 'primary' | 'success' | 'good' | 'warning' | 'danger';
  integration: { url: string; context: Readonly<Record<string, string>> };
};

export type MattermostTarget =
  | { channelId: string }
  /** The simple way: no thread, no editing. Set by administrators alone. */
  | { webhookUrl: string }
  /** A direct message of the bot. */
  | { userId: string };

export type MattermostMessage = {
  channel: 'mattermost';
  target: MattermostTarget;
  /** Markdown of our own; what a person wrote goes through `mattermost-text.ts` first. */
  message: string;
  attachments?: readonly MattermostAttachment[];
  /**
   * The first message of a thread at a place becomes its root, later ones are replies under it. Where the root is asked
   * from: `store.outbox.rootOf`.
   */
  thread?: string;
  /** Instead of a new post: this one gets the message and the attachments; none takes its buttons away. */
  edit?: string;
};

export type Outgoing = EmailMessage | MattermostMessage;

/** What words may be made from. Time is `at`, and the ticket is as it is now, not as it was when the notice came to be. */
export type WordingDeps = {
  store: Store;
  ruleBook(): RuleBook;
  /** For links that are signed. */
  keys: Keys;
  baseUrl: URL;
  reports: Pick<OpenReports, 'month' | 'file'>;
  at: Instant;
  /** Where an answer by mail goes that carries this token; null: nobody reads answers by mail. */
  replyAddress: ((token: string) => string) | null;
  /** What has been set up, so that `as_set` need not choose what cannot be sent. */
  configured: { email: boolean; mattermost: boolean };
};

/**
 * `skip`: nobody wants it, or it says what is no longer so. Asked anew at every try; a message that has gone out already is
 * known by whom it goes to, and is not sent again.
 */
export type Worded = (deps: WordingDeps, notice: StoredNotice) => Promise<readonly Outgoing[] | 'skip'>;

/** Where a message goes, for one list of what has gone out: never an address in full where a secret stands in it. */
export function placeOf(message: Outgoing): string {
  if (message.channel === 'email') return `email ${message.to.address.toLowerCase()}`;
  const { target } = message;
  if ('channelId' in target) return `channel ${target.channelId}`;
  if ('userId' in target) return `user ${target.userId}`;
  return `webhook ${new URL(target.webhookUrl).origin}`;
}
