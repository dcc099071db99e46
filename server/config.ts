/** The only reader of the environment: each of the `settings.ts` as the server takes it. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { readAddresses, type Addresses } from './addresses.ts';
import type { MailSettings } from './delivery/email.ts';
import { exactOrigin } from './auth/origin.ts';
import type { MattermostSettings } from './delivery/mattermost.ts';
import { scannerAddressOf, type ScannerAddress } from './files/scanner.ts';
import { readInbound, type InboundSettings } from './inbound/settings.ts';
import { keepFile } from './kept-file.ts';
import { SETTINGS, SettingWrong, type SettingName } from './settings.ts';

export type Config = Addresses & {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | null;
  secret: Uint8Array;
  regulationFile: string | null;
  fileMaxBytes: number;
  /** Null: files are not looked through for viruses. */
  scanner: ScannerAddress | null;
  trustedProxies: readonly string[];
  rateLimits: boolean;
  /** Null: no mail goes out. */
  mail: MailSettings | null;
  /** Null: the bot posts nothing. */
  mattermost: MattermostSettings | null;
  webhookOrigins: readonly string[];
  /** Null: nobody answers by mail. */
  inbound: InboundSettings | null;
  groupCommit: boolean;
  /** Null: there is no page of numbers. */
  metricsToken: string | null;
  production: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

const SECRET_BYTES = 32;
const LARGEST_FILE = 1024 ** 3;

export function readConfig(environment: Environment = process.env): Config {
  const set = (name: SettingName): string | null => environment[name]?.trim() || null;

  const production = readProduction(set('NODE_ENV'));
  const port = readInteger('PORT', set('PORT') ?? SETTINGS.PORT.unset, 0, 65_535);
  const host = set('HOST') ?? SETTINGS.HOST.unset;
  const addresses = readAddresses(
    { BASE_URL: set('BASE_URL'), WIDGET_URL: set('WIDGET_URL'), FILES_URL: set('FILES_URL') },
    port,
    production,
  );
  const rateLimits = readSwitch('RATE_LIMITS', set('RATE_LIMITS') ?? SETTINGS.RATE_LIMITS.unset);
  if (production && !rateLimits)
    throw new SettingWrong('RATE_LIMITS', 'may not be off in production; take it out');
  const fileMaxBytes = readInteger(
    'FILE_MAX_BYTES',
    set('FILE_MAX_BYTES') ?? SETTINGS.FILE_MAX_BYTES.unset,
    1,
    LARGEST_FILE,
  );
  const trustedProxies = readProxies(set('TRUSTED_PROXIES'));
  const mail = readMail(set('SMTP_URL'), set('MAIL_FROM'));
  const mattermost = readMattermost(set('MATTERMOST_URL'), set('MATTERMOST_TOKEN'));
  const inbound = inboundOf(set);
  const given = readSecret(set('SMART_SUPPORT_SECRET'), production);
  const dataDir = readDataDir(resolve(set('DATA_DIR') ?? SETTINGS.DATA_DIR.unset));
  const databaseUrl = readDatabaseUrl(set('DATABASE_URL'));
  const regulationFile = set('REGULATION_FILE');
  return {
    port,
    host,
    dataDir,
    databaseUrl,
    ...addresses,
    secret: given ?? keptSecret(dataDir),
    regulationFile: regulationFile ? resolve(regulationFile) : null,
    fileMaxBytes,
    scanner: readScanner(set('FILE_SCANNER')),
    trustedProxies,
    rateLimits,
    mail,
    mattermost,
    webhookOrigins: readWebhookOrigins(set('WEBHOOK_ORIGINS'), mattermost),
    inbound,
    groupCommit: readSwitch('GROUP_COMMIT', set('GROUP_COMMIT') ?? SETTINGS.GROUP_COMMIT.unset),
    metricsToken: readMetricsToken(set('METRICS_TOKEN')),
    production,
  };
}

function inboundOf(set: (name: SettingName) => string | null): InboundSettings | null {
  const read = readInbound({
    imap: set('IMAP_URL'),
    replyTo: set('MAIL_REPLY_TO'),
    authServer: set('MAIL_AUTH_SERVER'),
  });
  if (read !== null && 'problem' in read) throw new SettingWrong(read.setting, read.problem);
  return read;
}

function readProduction(value: string | null): boolean {
  if (value === 'production') return true;
  if (value === null || value === 'development' || value === 'test') return false;
  throw new SettingWrong(
    'NODE_ENV',
    `"${value}" is none of production, development, test; write one of them`,
  );
}

function readInteger(name: SettingName, value: string, from: number, to: number): number {
  const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new SettingWrong(name, `"${value}" is not a whole number from ${from} to ${to}; write one`);
}

function readSwitch(name: SettingName, value: string): boolean {
  if (value === 'on' || value === 'off') return value === 'on';
  throw new SettingWrong(name, `"${value}" is neither on nor off; write one of them`);
}

/** What is wrong with it is said without it: a password may stand in it. */
function readDatabaseUrl(value: string | null): string | null {
  if (value === null) return null;
  const url = URL.parse(value);
  const isPostgres = url?.protocol === 'postgres:' || url?.protocol === 'postgresql:';
  if (url && isPostgres && url.pathname.length > 1) return value;
  throw new SettingWrong(
    'DATABASE_URL',
    'is no address of a PostgreSQL database; write it like postgres://user:password@host:5432/database',
  );
}

function readScanner(value: string | null): ScannerAddress | null {
  const address = value === null ? null : scannerAddressOf(value);
  if (value === null || address) return address;
  throw new SettingWrong(
    'FILE_SCANNER',
    `"${value}" is no address of clamd; write it like tcp://localhost:3310 or unix:///run/clamav/clamd.ctl`,
  );
}

function readProxies(value: string | null): string[] {
  const proxies = (value ?? '').split(',').flatMap((each) => each.trim() || []);
  const wrong = proxies.find((each) => isIP(each) === 0);
  if (wrong)
    throw new SettingWrong(
      'TRUSTED_PROXIES',
      `"${wrong}" is not an IP address; write addresses like 10.0.0.2`,
    );
  return proxies;
}

function readSecret(value: string | null, production: boolean): Uint8Array | null {
  if (value === null) {
    if (!production) return null;
    throw new SettingWrong(
      'SMART_SUPPORT_SECRET',
      'is missing; in production set one, as `openssl rand -hex 32` prints',
    );
  }
  const secret = new TextEncoder().encode(value);
  if (secret.length >= SECRET_BYTES) return secret;
  throw new SettingWrong(
    'SMART_SUPPORT_SECRET',
    `has ${secret.length} bytes and needs ${SECRET_BYTES}; set one that \`openssl rand -hex 32\` prints`,
  );
}

function readMail(smtp: string | null, from: string | null): MailSettings | null {
  if (smtp === null) {
    if (from === null) return null;
    throw new SettingWrong('SMTP_URL', 'is missing while MAIL_FROM is set; set both, or neither');
  }
  const url = URL.parse(smtp);
  const secure = url?.protocol === 'smtps:';
  if (!url?.hostname || !(secure || url.protocol === 'smtp:') || !/^\/?$/.test(url.pathname) || url.search) {
    // It has a password in it: never said again.
    throw new SettingWrong(
      'SMTP_URL',
      'is not the address of a mail server; write it like smtps://name:password@mail.example.com:465',
    );
  }
  const sender =
    /^(?:(?<name>[^<>]*)<(?<inside>[^\s<>@,;]+@[^\s<>@,;]+)>|(?<bare>[^\s<>@,;]+@[^\s<>@,;]+))$/u.exec(
      from ?? '',
    )?.groups;
  const address = sender?.inside ?? sender?.bare;
  if (!sender || !address) {
    throw new SettingWrong('MAIL_FROM', 'is not a sender; write it like Support <support@example.com>');
  }
  const user = url.username
    ? { name: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
    : null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    user,
    from: { name: (sender.name ?? '').trim().replace(/^"|"$/g, ''), address },
  };
}

function readMattermost(address: string | null, token: string | null): MattermostSettings | null {
  if (address === null && token === null) return null;
  if (address === null || token === null) {
    const [missing, other] =
      address === null
        ? (['MATTERMOST_URL', 'MATTERMOST_TOKEN'] as const)
        : (['MATTERMOST_TOKEN', 'MATTERMOST_URL'] as const);
    throw new SettingWrong(missing, `is missing while ${other} is set; set both, or neither`);
  }
  const url = URL.parse(address);
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (!isPlain || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new SettingWrong(
      'MATTERMOST_URL',
      `"${address}" is not an address; write it like https://chat.example.com`,
    );
  }
  if (/^[\w.-]+$/.test(token)) return { url, token };
  throw new SettingWrong('MATTERMOST_TOKEN', 'is not an access token; copy it as Mattermost has shown it');
}

function readWebhookOrigins(value: string | null, mattermost: MattermostSettings | null): string[] {
  if (value === null) return mattermost ? [mattermost.url.origin] : [];
  return value.split(',').map((each) => {
    const origin = exactOrigin(each.trim());
    if (origin) return origin;
    throw new SettingWrong(
      'WEBHOOK_ORIGINS',
      `"${each.trim()}" is not scheme, host and port alone; write it like https://chat.example.com`,
    );
  });
}

/** What is wrong with it is said without it. */
function readMetricsToken(value: string | null): string | null {
  if (value === null || /^[\w~+/.=-]{16,}$/.test(value)) return value;
  throw new SettingWrong(
    'METRICS_TOKEN',
    'needs at least 16 letters, digits or any of -._~+/=; set one that `openssl rand -hex 32` prints',
  );
}

function readDataDir(folder: string): string {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (cause) {
    throw new SettingWrong(
      'DATA_DIR',
      `${folder} cannot be written; give this user the right, or set another folder`,
      {
        cause,
      },
    );
  }
}

/** Step by step: where nothing may be made, as in /proc, Node's own recursive way never comes back. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** Outside production a secret is made once and kept, so that sessions and sealed keys live through a restart. */
function keptSecret(dataDir: string): Uint8Array {
  const file = join(dataDir, 'secret');
  try {
    if (!existsSync(file)) keepFile(file, randomBytes(SECRET_BYTES).toString('hex'), { over: false });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  const secret = new TextEncoder().encode(readFileSync(file, 'utf8').trim());
  if (secret.length >= SECRET_BYTES) return secret;
  throw new SettingWrong(
    'DATA_DIR',
    `${file} holds no whole secret; delete that file, and a new one is made`,
  );
}
