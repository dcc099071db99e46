/** `npm run sample [-- --now 2026-11-23T15:00:00Z]`: fills a database without tickets, then prints links to sign in by. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { makeLink } from '../auth/one-time-links.ts';
import { keysFrom, randomId, randomToken } from '../auth/secrets.ts';
import { openStaffDoor } from '../auth/staff-door.ts';
import { now as clockNow } from '../clock.ts';
import { readConfig } from '../config.ts';
import { databaseOf, filesIn } from '../data-dir.ts';
import { demoLicensee } from '../demo-licensee.ts';
import { REGULATION } from '../domain/regulation.ts';
import { openAttachments } from '../files/attachments.ts';
import { createLive } from '../live.ts';
import { logTo } from '../log.ts';
import { LiveRules } from '../rule-book.ts';
import { rulesAtStart } from '../rules-at-start.ts';
import { sampleDesk } from '../sample/sample-desk.ts';
import { openStore } from '../store/open-store.ts';

const SEED = 2026;

class WrongUse extends Error {}

async function sample(): Promise<void> {
  const at = readNow();
  const config = readConfig();
  const { dataDir, secret, baseUrl, fileMaxBytes, production } = config;
  const log = logTo((line) => console.error(line), clockNow);
  const store = await openStore(databaseOf(config));
  try {
    if (await store.tickets.any()) {
      throw new WrongUse(
        'the database has tickets; sample data is for one without any: set another DATA_DIR or DATABASE_URL',
      );
    }
    const keys = keysFrom(secret);
    // The demo page's licensee comes first, as it would with the first start of the server.
    if (!production) await demoLicensee({ store, now: clockNow, newId: randomId, keys, baseUrl, dataDir });
    await rulesAtStart(store, REGULATION, at);
    const sampled = await sampleDesk(
      {
        store,
        attachments: await openAttachments(filesIn(dataDir), store.files, {
          maxBytes: fileMaxBytes,
          scanner: null,
        }),
        ruleBook: (await LiveRules.open(store)).book(at),
        staffDoor: await openStaffDoor({ store, baseUrl, keys, log: { ...log, info: () => {} } }),
        live: createLive(),
        log: { ...log, info: () => {} },
      },
      { seed: SEED, now: at, newPassword: randomToken },
    );
    console.log(
      `${sampled.tickets} tickets, ${sampled.staff.length} staff. Start the server (npm start) and sign in, once by each link:`,
    );
    for (const role of ['agent', 'manager', 'administrator'] as const) {
      const member = sampled.staff.find((each) => each.role === role);
      if (!member) throw new Error(`sample data has no ${role}`);
      const { link } = await makeLink({ links: store.links, baseUrl, at: clockNow() }, 'sign_in', {
        staffId: member.id,
      });
      console.log(`  ${role.padEnd(13)} ${member.name}: ${link}`);
    }
  } finally {
    await store.close();
  }
}

function readNow(): number {
  const { values } = parseArgs({ options: { now: { type: 'string' } } });
  if (values.now === undefined) return clockNow();
  // A day alone means the middle of the desk's working day, when there is most to see.
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(values.now) ? `${values.now}T12:00:00Z` : values.now);
  if (Number.isNaN(at))
    throw new WrongUse(
      `--now: "${values.now}" is not a time; write it like 2026-11-23 or 2026-11-23T15:00:00Z`,
    );
  return at;
}

try {
  await sample();
} catch (error) {
  console.error(`sample: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof Error && error.cause) console.error(error.cause);
  process.exitCode = 1;
}
