/**
 * Fills a database without tickets with a believable desk: licensees, staff, and three months of tickets of every kind and
 * status. All of it goes through the commands that people use, on a clock that is given, so that it keeps every rule.
 */
import { DAY, HOUR, MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { StaffChannel } from '../../shared/ticket.ts';
import type { ClientCaller } from '../auth/caller.ts';
import type { StaffDoor } from '../auth/staff-door.ts';
import { handBackAbsent } from '../commands/absences.ts';
import { checkNextShifts, recordPastShifts } from '../commands/check-shifts.ts';
import { closeSilentTickets } from '../commands/close-silent-tickets.ts';
import { remindDepartments } from '../commands/second-line/remind-departments.ts';
import { noteWhatIsDue } from '../commands/note-what-is-due.ts';
import { giveOutWaiting } from '../commands/give-out-waiting.ts';
import { siteKey } from '../commands/set-up-site.ts';
import type { Deps } from '../deps.ts';
import type { RuleBook } from '../domain/rules.ts';
import type { WorkingTime } from '../domain/working-time/compile.ts';
import {
  addWorkingDays,
  isWorkingDay,
  localDateOf,
  nextClosing,
  nextOpening,
} from '../domain/working-time/working-time.ts';
import type { Attachments } from '../files/attachments.ts';
import type { Live } from '../live.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { agendaFrom, type Story } from './agenda.ts';
import { BUGS } from './bugs.ts';
import { CONSULTATIONS } from './consultations.ts';
import { FEATURES } from './features.ts';
import { journal, screenshot } from './papers.ts';
import { LICENSEES, PRODUCTS, STAFF, STAFF_DOMAIN, type ProductKey, type SampleLicensee } from './people.ts';
import { seeded, type Random } from './random.ts';
import { BROWSERS } from './sayings.ts';
import { enterRoster } from './roster.ts';
import { questionsToDepartments, setUpDepartments } from './second-line.ts';
import { slotsFor } from './slots.ts';
import { Stage, type Cast } from './stage.ts';
import { bug, consultation, feature, type Arrival, type FeatureDates } from './stories.ts';

export type SampleDeps = {
  store: Store;
  attachments: Attachments;
  ruleBook: RuleBook;
  staffDoor: Pick<StaffDoor, 'createAccount'>;
  live: Live;
  log: Log;
};

export type Sampled = { tickets: number; staff: readonly { id: string; name: string; role: string }[] };

const TICKETS = 300;
const DAYS = 92;
/** A desk that grows: the last fortnight is the busiest, and has what is still open. */
const RECENT_DAYS = 12;
/** So many come in the last working hours, so that the queue has something new in it. */
const FRESH = 14;

type Setting = {
  licensee: SampleLicensee;
  licenseeId: string;
  siteId: string;
  people: readonly { id: string; verified: boolean }[];
};

/** Where a site lets them: people who gave no name. */
const VISITORS = 1;

export async function sampleDesk(
  { store, attachments, ruleBook, staffDoor, live, log }: SampleDeps,
  { seed, now, newPassword }: { seed: number; now: Instant; newPassword(): string },
): Promise<Sampled> {
  const random = seeded(seed);
  const agenda = agendaFrom(now - DAYS * DAY);
  const deps: Deps = {
    store: withoutOldNotices(store, () => agenda.now() >= now - DAY),
    now: agenda.now,
    // Of their own: who is told of what changes no story.
    newId: seeded(seed + 1).id,
    ruleBook: () => ruleBook,
    reloadRules: async () => {},
    live,
    log,
  };
  const { workingTime } = ruleBook.current;

  const productIds = await addProducts(deps);
  const settings = await addLicensees(deps, random, productIds);
  const staff = await addStaff(staffDoor, agenda.now(), newPassword);
  const cast: Cast = {
    deps,
    attachments,
    random,
    staff: staff
      .filter(({ role }) => role === 'agent')
      .map((member) => ({ side: 'staff', staffId: member.id, ...member })),
  };
  for (const { staffId } of cast.staff) await store.staff.update(staffId, { presence: 'available' });
  await enterRoster(deps, staff, now);

  for (const at of arrivals(random, now, workingTime)) {
    agenda.begin(
      at,
      (async function* () {
        yield* oneTicket(cast, settings, productIds, datesOn(deps, workingTime));
      })(),
    );
  }
  agenda.begin(agenda.now(), everyDay(deps, workingTime));
  agenda.begin(agenda.now(), everyQuarterHour(deps));
  const holders = await setUpDepartments(deps);
  // With dice of its own, so that it changes no other story.
  const shelf = { deps, agenda, holders, random: seeded(seed + 2) };
  agenda.begin(agenda.now() + DAY, questionsToDepartments(cast, shelf));
  await agenda.runUntil(now);

  await leaveAsOnAWorkingDay(store, cast);
  await markSeen(deps, now);
  return { tickets: TICKETS, staff };
}

/** What happened weeks ago has long been told: only the last day's notices wait to be sent. */
function withoutOldNotices(store: Store, isNews: () => boolean): Store {
  const { tickets, outbox } = store;
  return {
    ...store,
    tickets: {
      ...tickets,
      commit: (change) => tickets.commit(isNews() ? change : { ...change, notices: [] }),
    },
    outbox: { ...outbox, add: async (notices, at) => (isNews() ? outbox.add(notices, at) : undefined) },
  };
}

async function addProducts({ store, now, newId }: Deps): Promise<Record<ProductKey, string>> {
  const ids: Record<ProductKey, string> = { till: newId(), stock: newId(), market: newId() };
  for (const [key, { name, parts }] of Object.entries(PRODUCTS)) {
    await store.licensees.addProduct({ id: ids[key as ProductKey], name, parts, createdAt: now() });
  }
  return ids;
}

async function addLicensees(
  { store, now, newId }: Deps,
  random: Random,
  productIds: Record<ProductKey, string>,
): Promise<Setting[]> {
  const settings: Setting[] = [];
  for (const licensee of LICENSEES) {
    const licenseeId = newId();
    const siteId = newId();
    const createdAt = now();
    await store.licensees.add({ id: licenseeId, name: licensee.name, createdAt });
    await store.licensees.license(
      licenseeId,
      licensee.products.map((key) => productIds[key]),
    );
    const { name, origin, identityRequired } = licensee.site;
    await store.sites.add({
      id: siteId,
      key: siteKey(),
      licenseeId,
      name,
      origins: [origin],
      anonymousAllowed: !identityRequired,
      identityRequired,
      createdAt,
    });
    const people: { id: string; verified: boolean }[] = [];
    for (const [i, person] of licensee.people.entries()) {
      const email = `${person.mailbox}@${new URL(origin).hostname.split('.').slice(1).join('.')}`;
      const identified = {
        licenseeId,
        siteId,
        subject: `u-${100 + i}`,
        name: person.name,
        email,
        emailVerified: random.chance(0.9),
      };
      people.push(await store.people.findOrAdd(identified, { id: newId(), at: createdAt }));
    }
    for (let i = 0; i < VISITORS && !identityRequired; i++) {
      const visitor = {
        id: newId(),
        licenseeId,
        siteId,
        subject: null,
        name: null,
        email: null,
        emailVerified: false,
        verified: false,
        anonymous: true,
        createdAt,
      };
      await store.people.add(visitor);
      people.push(visitor);
    }
    settings.push({ licensee, licenseeId, siteId, people });
  }
  return settings;
}

async function addStaff(staffDoor: SampleDeps['staffDoor'], at: Instant, newPassword: () => string) {
  const staff = [];
  for (const { name, mailbox, role, technicalSpecialist } of STAFF) {
    const account = {
      name,
      email: `${mailbox}@${STAFF_DOMAIN}`,
      role,
      technicalSpecialist,
      password: newPassword(),
    };
    const id = await staffDoor.createAccount(account, at);
    if (id === null)
      throw new Error(`${account.email} has an account already; sample data is for a database without any`);
    staff.push({ id, name, role, technicalSpecialist });
  }
  return staff;
}

/** When tickets come: on working days mostly, from nine to seven mostly. */
function arrivals(random: Random, now: Instant, workingTime: WorkingTime): Instant[] {
  const times: Instant[] = [];
  while (times.length < TICKETS - FRESH) {
    const day = now - random.between(1, random.chance(0.15) ? RECENT_DAYS : DAYS - 1) * DAY;
    const hour = random.chance(0.85) ? random.between(9, 18) : random.between(7, 22);
    const at = Math.floor(day / DAY) * DAY + (hour - 3) * HOUR + random.between(0, HOUR - 1);
    if (at >= now || at < now - DAYS * DAY) continue;
    if (isWorkingDay(workingTime, localDateOf(workingTime, at)) || random.chance(0.15)) times.push(at);
  }
  for (let i = 0; i < FRESH; i++)
    times.push(now - random.between(2 * MINUTE, i < FRESH / 2 ? 2 * HOUR : 26 * HOUR));
  return times.toSorted((a, b) => a - b);
}

async function* oneTicket(
  cast: Cast,
  settings: readonly Setting[],
  productIds: Record<ProductKey, string>,
  dates: FeatureDates,
): Story {
  const { random } = cast;
  const roll = random.next();
  const pickFor = <T extends { product: ProductKey }>(topics: readonly T[]) => {
    const topic = random.pick(topics);
    const setting = random.pick(settings.filter(({ licensee }) => licensee.products.includes(topic.product)));
    return { topic, stage: new Stage(cast, callerOf(setting, random), slotsFor(random)), setting };
  };
  if (roll < 0.5) {
    const { topic, stage, setting } = pickFor(CONSULTATIONS);
    yield* consultation(stage, topic, arrival('consultation', topic, setting, productIds));
  } else if (roll < 0.86) {
    const { topic, stage, setting } = pickFor(BUGS);
    yield* bug(stage, topic, arrival('bug', topic, setting, productIds));
  } else {
    const { topic, stage, setting } = pickFor(FEATURES);
    yield* feature(stage, topic, arrival('feature', topic, setting, productIds), dates);
  }
}

function callerOf({ licenseeId, siteId, people }: Setting, random: Random): ClientCaller {
  const { id: personId, verified } = random.pick(people);
  return { side: 'client', licenseeId, siteId, personId, verified, sessionId: 'sample' };
}

const CHANNELS: readonly StaffChannel[] = ['telephone', 'telephone', 'letter', 'in_person'];

function arrival(
  kind: 'consultation' | 'bug' | 'feature',
  topic: { product: ProductKey; part: string },
  { licensee }: Setting,
  productIds: Record<ProductKey, string>,
): Arrival {
  return async (stage, fields, impact) => {
    const { random } = stage;
    const form = {
      kind,
      fields,
      productId: productIds[topic.product],
      part: topic.part,
      ...(impact && { impact }),
    };
    if (random.chance(0.07))
      return stage.register(form, random.pick(CHANNELS), random.between(3, 50) * MINUTE);
    const page = `${licensee.site.origin}${licensee.site.page}/${random.between(1, 9)}`;
    const papers = random.chance(kind === 'bug' ? 0.35 : 0.06)
      ? [random.pick([screenshot, screenshot, journal])(random)]
      : [];
    const channel = kind === 'feature' && random.chance(0.6) ? 'feedback_form' : 'widget';
    return stage.submit({ ...form, page, environment: random.pick(BROWSERS) }, papers, channel);
  };
}

const datesOn = ({ now }: Deps, workingTime: WorkingTime): FeatureDates => ({
  today: () => localDateOf(workingTime, now()),
  inWorkingDays: (days) => localDateOf(workingTime, addWorkingDays(workingTime, now(), days)),
});

/** What the server does by itself. */
async function* everyDay(deps: Deps, workingTime: WorkingTime): Story {
  for (;;) {
    yield nextOpening(workingTime, deps.now());
    await handBackAbsent(deps);
    await giveOutWaiting(deps);
    await checkNextShifts(deps);
    const closing = nextClosing(workingTime, deps.now());
    if (closing === null) throw new Error('the desk has opened and never closes');
    yield closing;
    await closeSilentTickets(deps);
    await recordPastShifts(deps);
  }
}

async function* everyQuarterHour(deps: Deps): Story {
  for (;;) {
    await noteWhatIsDue(deps);
    await remindDepartments(deps);
    yield deps.now() + 15 * MINUTE;
  }
}

async function leaveAsOnAWorkingDay(store: Store, { staff }: Cast): Promise<void> {
  for (const [i, { staffId }] of staff.entries()) {
    await store.staff.update(staffId, {
      presence: i === staff.length - 1 ? 'off' : i === staff.length - 2 ? 'away' : 'available',
    });
  }
}

/** Who wrote has read the answers, but for the newest. */
async function markSeen({ store }: Deps, now: Instant): Promise<void> {
  for await (const { row } of store.inspection.tickets()) {
    if (row.updated_at > now - 2 * DAY && row.open === 1) continue;
    await store.tickets.markSeen(
      { licenseeId: row.licensee_id, personId: row.person_id },
      row.id,
      row.version,
    );
  }
}
