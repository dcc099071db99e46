/**
 * Every setting there is: its name, what it is when it is not set, and what it means; README's table is tested against it.
 * They are read by `config.ts`.
 */
export const SETTINGS = {
  PORT: { unset: '8080', means: 'the port to listen on; 0 takes any free one' },
  HOST: { unset: 'localhost', means: 'the address to listen on; 0.0.0.0 for every one of the machine' },
  DATA_DIR: { unset: './data', means: 'the folder of the database and the files' },
  DATABASE_URL: {
    unset: 'a file in DATA_DIR',
    means: 'postgres://user:password@host/database; then any number of processes may share one desk',
  },
  BASE_URL: {
    unset: 'http://localhost:PORT',
    means:
      'the address people reach the server by, without a path; https in production, where it must be set',
  },
  WIDGET_URL: {
    unset: 'BASE_URL',
    means:
      'an address on a host of its own for what licensees’ pages load and ask; new snippets name it, and nothing else is there',
  },
  FILES_URL: {
    unset: 'BASE_URL',
    means: 'an address on a host of its own for the files that people attached; nothing else is there',
  },
  SMART_SUPPORT_SECRET: {
    unset: 'made and kept in DATA_DIR',
    means: 'at least 32 bytes from which all keys are made; in production it must be set',
  },
  REGULATION_FILE: {
    unset: 'the regulation as shipped',
    means: "the licensor's own regulation, a JSON file",
  },
  FILE_MAX_BYTES: { unset: '20971520', means: 'the largest file a person may attach' },
  FILE_SCANNER: {
    unset: 'files are not looked through, and staff are told so',
    means:
      'ClamAV’s daemon, like tcp://localhost:3310 or unix:///run/clamav/clamd.ctl; while it is away no file is taken',
  },
  GROUP_COMMIT: {
    unset: 'on',
    means:
      'off writes each change to a ticket in a transaction of its own; on folds those that wait into one',
  },
  TRUSTED_PROXIES: {
    unset: 'none',
    means: 'addresses of proxies whose X-Forwarded-For is believed, separated by commas',
  },
  SMTP_URL: {
    unset: 'no mail goes out',
    means: 'the mail server, like smtps://name:password@mail.example.com:465, or smtp://…:587 with STARTTLS',
  },
  MAIL_FROM: {
    unset: 'none',
    means: 'whom mails are from, like Support <support@example.com>; goes with SMTP_URL',
  },
  MATTERMOST_URL: {
    unset: 'nothing is posted',
    means: 'the address of Mattermost, like https://chat.example.com',
  },
  MATTERMOST_TOKEN: {
    unset: 'none',
    means: 'the access token of the bot that posts; goes with MATTERMOST_URL',
  },
  WEBHOOK_ORIGINS: {
    unset: 'MATTERMOST_URL alone',
    means:
      'where departments’ webhooks may be, like https://chat.example.com, separated by commas; nothing is sent to another',
  },
  METRICS_TOKEN: {
    unset: 'there is no such page',
    means: 'at least 16 characters by which Prometheus reads /metrics, as `authorization: Bearer …`',
  },
  IMAP_URL: {
    unset: 'nobody answers by mail',
    means:
      'the mailbox that departments’ answers by mail are read from, like imaps://name:password@mail.example.com/INBOX',
  },
  MAIL_REPLY_TO: {
    unset: 'none',
    means:
      'where they answer to, like support+{token}@example.com, which must arrive in that mailbox; goes with IMAP_URL',
  },
  MAIL_AUTH_SERVER: {
    unset: 'none: every sender counts as unverified',
    means:
      'the name under which your mail server writes Authentication-Results; a sender who passes DMARC there is believed',
  },
  RATE_LIMITS: { unset: 'on', means: 'off lifts the limits on calls, for measuring; not in production' },
  NODE_ENV: {
    unset: 'development',
    means: 'production asks for BASE_URL and SMART_SUPPORT_SECRET and starts without a demo licensee',
  },
} as const;
export type SettingName = keyof typeof SETTINGS;

/** One clear line: which setting, what is wrong with it, what to do. */
export class SettingWrong extends Error {
  override name = 'SettingWrong';

  constructor(setting: SettingName, problem: string, options?: ErrorOptions) {
    super(`${setting}: ${problem}`, options);
  }
}
