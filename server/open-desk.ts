/** The whole server but its socket: opened over a configuration and a clock, for the program and for its tests. */
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import type { Instant } from '../shared/instant.ts';
import { auditor } from './audit.ts';
import { clientDoor } from './auth/client-door.ts';
import { makeLink } from './auth/one-time-links.ts';
import { NO_LIMITS, rateLimits } from './auth/rate-limits.ts';
import { sharedLimits } from './auth/shared-limits.ts';
import { keysFrom, randomId } from './auth/secrets.ts';
import { openStaffDoor } from './auth/staff-door.ts';
import type { Config } from './config.ts';
import { demoLicensee, type DemoSite } from './demo-licensee.ts';
import { databaseOf, filesIn } from './data-dir.ts';
import { openDelivery, type Delivery } from './delivery/deliver.ts';
import { emailTransport } from './delivery/email.ts';
import { mattermostTransport } from './delivery/mattermost.ts';
import { WORDING } from './delivery/wording/wording.ts';
import type { Deps } from './deps.ts';
import { REGULATION, type Regulation } from './domain/regulation.ts';
import { eraseAgain } from './commands/erase-person.ts';
import { holdsFiles, openAttachments, type Attachments } from './files/attachments.ts';
import { clamdAt } from './files/scanner.ts';
import type { Places } from './http/places.ts';
import { createApp, type App } from './http/app.ts';
import { createMeasures, type Measures } from './health/measures.ts';
import { readiness } from './health/readiness.ts';
import { roomIn, type Disk } from './health/room.ts';
import { mailbox, NO_INBOUND, type Inbound } from './inbound/mailbox.ts';
import { addressFor } from './inbound/settings.ts';
import { createLive } from './live.ts';
import type { Log } from './log.ts';
import { readRegulation } from './regulation-file.ts';
import { monthsAside } from './reports/months-aside.ts';
import { tombstonesIn } from './privacy/tombstones.ts';
import { openReports, type OpenReports } from './reports/open-reports.ts';
import type { Desk } from './rpc/context.ts';
import { LiveRules } from './rule-book.ts';
import { rulesAtStart } from './rules-at-start.ts';
import { SettingWrong } from './settings.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

export type Opening = {
  config: Config;
  now(): Instant;
  log: Log;
  dist: string;
  /** The pages of the demo licensee, when there is one. */
  demo?(site: DemoSite, places: Places): Hono;
  lookAgainMs?: number;
  /** What stands in for the costly hashing of a password. */
  hashPassword?(password: string): Promise<string>;
  /** What stands in for the disk of DATA_DIR. */
  disk?(): Promise<Disk>;
  /** The database can no longer be believed: to be ended at once, as it stands. */
  lost?(cause: Error): void;
};

export type OpenDesk = App & {
  desk: Desk;
  deps: Deps & { attachments: Attachments; delivery: Delivery; reports: OpenReports; inbound: Inbound };
  demo: DemoSite | null;
  /** While there is no administrator; every call makes the one before useless. */
  firstAdministratorLink(): Promise<string | null>;
  close(): Promise<void>;
};

export async function openDesk(opening: Opening): Promise<OpenDesk> {
  const { config } = opening;
  const brought = regulationOf(config);
  const measures = createMeasures();
  const store = await openStore({
    ...databaseOf(config),
    used: await holdsFiles(filesIn(config.dataDir)),
    groupCommit: config.groupCommit,
    onCommit: measures.committed,
    onLost: (cause) => {
      opening.log.fault('the database is lost to this process', cause);
      opening.lost?.(cause);
    },
  });
  try {
    // Two that start at once would each bring the rules, the accounts' tables, the demo's licensee.
    return await store.neighbours.inTurn('start', () => opened({ store, measures }, brought, opening));
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

async function opened(
  { store, measures }: { store: Store; measures: Measures },
  brought: Regulation,
  { config, now, log, dist, demo, lookAgainMs, hashPassword, disk }: Opening,
): Promise<OpenDesk> {
  const { baseUrl, dataDir } = config;
  const started = await rulesAtStart(store, brought, now());
  if (started === 'differs') {
    throw new SettingWrong(
      'REGULATION_FILE',
      `tickets stand under another regulation of version "${brought.version}"; give this one a version of its own`,
    );
  }
  const rules = await LiveRules.open(store);
  if (started === 'stays') {
    log.info('the regulation applied in the console stays in force', {
      inForce: rules.book(now()).current.regulation.version,
      known: brought.version,
    });
  }
  const keys = keysFrom(config.secret);
  const limits = limitsFor({ config, now, log, store });
  const live = createLive();
  const deps: Deps = {
    store,
    now,
    newId: randomId,
    ruleBook: () => rules.book(now()),
    async reloadRules() {
      await rules.reload();
      await store.neighbours.tell('rules');
    },
    live,
    log,
  };
  const files = filesIn(dataDir);
  const attachments = await openAttachments(files, store.files, {
    maxBytes: config.fileMaxBytes,
    scanner: config.scanner && clamdAt(config.scanner),
  });
  const tombstones = tombstonesIn(dataDir);
  await eraseAgain({ store, now, log, attachments, tombstones });
  const configured = { email: config.mail !== null, mattermost: config.mattermost !== null };
  const aside = monthsAside(databaseOf(config));
  const reports = openReports({
    aside,
    store,
    ruleBook: { of: (version) => rules.of(version) },
    now,
    mayKeep: true,
  });
  const delivery = openDelivery({
    ...deps,
    keys,
    baseUrl,
    reports,
    configured,
    replyAddress: config.inbound && addressFor(config.inbound.replyTo),
    transports: {
      email: emailTransport(config.mail),
      mattermost: mattermostTransport(config.mattermost, { webhooksAt: config.webhookOrigins }),
    },
    wording: WORDING,
    dice: Math.random,
  });
  // What could not be set up before may be by now.
  await store.outbox.wake('not_configured', now());
  const inbound = config.inbound ? mailbox({ ...deps, attachments }, config.inbound) : NO_INBOUND;
  const room = roomIn({
    dataDir,
    hasDatabase: config.databaseUrl === null,
    now,
    ...(disk ? { look: disk } : {}),
  });
  const desk: Desk = {
    deps,
    clients: clientDoor({ ...deps, keys, limits }),
    staff: await openStaffDoor({ store, baseUrl, keys, log, ...(hashPassword ? { hashPassword } : {}) }),
    limits,
    delivery,
    reports,
    keys,
    baseUrl,
    places: { desk: baseUrl, widget: config.widgetUrl ?? baseUrl, files: config.filesUrl ?? baseUrl },
    files: { maxBytes: config.fileMaxBytes },
    erasing: { attachments, tombstones },
    configured,
    webhooksAt: config.webhookOrigins,
    measures,
    room,
    audit: auditor({ store, now }),
    nudgeDelivery: delivery.nudge,
  };
  const demoSite = config.production ? null : await demoLicensee({ ...deps, keys, baseUrl, dataDir });
  const { app, streams, gate, stopMeasuring } = createApp({
    desk,
    attachments,
    dist,
    trustedProxies: config.trustedProxies,
    readiness: readiness({ store, ways: delivery.ways, room, now, log }),
    metricsToken: config.metricsToken,
    limitsCalls: config.rateLimits,
    demo: demoSite && demo ? demo(demoSite, desk.places) : null,
    ...(lookAgainMs === undefined ? {} : { lookAgainMs }),
  });
  const stopListening = await store.neighbours.listen(
    (news) => {
      if (news !== 'rules') live.publish(news);
      else rules.reload().catch((cause) => log.fault('the rules could not be read again', cause));
    },
    (cause) => log.fault('other processes are not heard; trying again', cause),
  );
  return {
    app,
    streams,
    gate,
    stopMeasuring,
    desk,
    deps: { ...deps, attachments, delivery, reports, inbound },
    demo: demoSite,

    async firstAdministratorLink() {
      await store.links.removeAll('first_administrator');
      if ((await store.staff.administrators()) > 0) return null;
      const { link } = await makeLink({ links: store.links, baseUrl, at: now() }, 'first_administrator', {
        role: 'administrator',
      });
      return link;
    },

    async close() {
      streams.closeAll();
      stopMeasuring();
      await stopListening();
      await limits.close();
      await delivery.stop();
      await aside.stop();
      await store.close();
    },
  };
}

function limitsFor({ config, now, log, store }: Pick<Opening, 'config' | 'now' | 'log'> & { store: Store }) {
  if (!config.rateLimits) return NO_LIMITS;
  const { buckets } = store.neighbours;
  if (!buckets) return rateLimits(now);
  return sharedLimits(now, buckets, (cause) => log.fault('limits were not counted together', cause));
}

function regulationOf({ regulationFile }: Config): Regulation {
  if (regulationFile === null) return REGULATION;
  let json: string;
  try {
    json = readFileSync(regulationFile, 'utf8');
  } catch (cause) {
    throw new SettingWrong(
      'REGULATION_FILE',
      `${regulationFile} cannot be read; set the path of a JSON file`,
      { cause },
    );
  }
  const read = readRegulation(json);
  if ('problems' in read)
    throw new SettingWrong('REGULATION_FILE', `${regulationFile}: ${read.problems.join('; ')}`);
  return read.regulation;
}
