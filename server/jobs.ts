/**
 * Everything that runs by itself, one table. Each is run at start, so that what came due while nothing ran is caught up,
 * and then whenever its time comes.
 */
import { DAY, HOUR, MINUTE } from '../shared/duration.ts';
import type { Milliseconds } from '../shared/duration.ts';
import type { Instant } from '../shared/instant.ts';
import { elapsedMs } from './clock.ts';
import { handBackAbsent } from './commands/absences.ts';
import { carryOutRules } from './commands/change-open-cycles.ts';
import { checkNextShifts, recordPastShifts } from './commands/check-shifts.ts';
import { closeSilentTickets } from './commands/close-silent-tickets.ts';
import { forgetOld } from './commands/forget-old.ts';
import { giveOutWaiting } from './commands/give-out-waiting.ts';
import { mailMonthReport } from './commands/mail-month-report.ts';
import { noteWhatIsDue } from './commands/note-what-is-due.ts';
import { returnUnanswered, turnShifts } from './commands/return-unanswered.ts';
import { remindDepartments } from './commands/second-line/remind-departments.ts';
import type { Deps } from './deps.ts';
import { ADDRESSES_KEPT } from './domain/privacy/retention.ts';
import type { Rules } from './domain/rules.ts';
import { isOpenAt, nextClosing, nextOpening } from './domain/working-time/working-time.ts';
import { evenPace } from './even-pace.ts';
import type { Delivery } from './delivery/deliver.ts';
import type { Attachments } from './files/attachments.ts';
import type { Inbound } from './inbound/mailbox.ts';
import type { OpenReports } from './reports/open-reports.ts';

export type JobDeps = Deps & {
  attachments: Pick<Attachments, 'sweep' | 'drop'>;
  delivery: Pick<Delivery, 'deliver'>;
  reports: Pick<OpenReports, 'keepFinished'>;
  inbound: Inbound;
  ran?(job: string, outcome: 'done' | 'elsewhere' | 'fault'): void;
};

/** What was given up stays until somebody sends it. */
const NOTICES_KEPT = 90 * DAY;

export type Job = {
  name: string;
  /** Processes on one database may all be at it; all else only one of them is. */
  together?: true;
  /** What it takes away does not come back: it waits until the clock has gone evenly for a while. */
  forgets?: true;
  /** When it is due next, asked after each run. */
  next(at: Instant, rules: Rules): Instant;
  run(deps: JobDeps): Promise<unknown>;
};

export const JOBS: readonly Job[] = [
  /** R16 */
  { name: 'give out what waits, at opening', next: atOpening, run: giveOutWaiting },
  /** R16: somebody's first day of absence. */
  { name: 'hand back the tickets of who is absent', next: atOpening, run: handBackAbsent },
  /** R16: a shift may be part of a day. A look at a day on which nobody has one costs nothing. */
  { name: 'begin and end shifts within the day', next: (at) => at + MINUTE, run: turnShifts },
  /** §2: on the working day before. */
  { name: 'check the roster of the next working day', next: atOpening, run: checkNextShifts },
  /** §2 */
  { name: 'record what the shift was', next: afterClosing, run: recordPastShifts },
  /** R16 */
  { name: 'return to the queue what a shift left unanswered', next: afterClosing, run: returnUnanswered },
  /** R7: due at closing times; a minute later nothing is lost. */
  { name: 'close checks that nobody answered', next: afterClosing, run: closeSilentTickets },
  /** R13: goes on where a stop has interrupted it; at its instant for what was applied for a later one. */
  { name: 'move open tickets to the rules that were applied', next: (at) => at + MINUTE, run: carryOutRules },
  /** Warnings, breaches, reminders (R7). What is due stands in a column: a look that finds nothing costs nothing. */
  { name: 'note what is due soon or broken, and remind', next: (at) => at + MINUTE, run: noteWhatIsDue },
  /** What has just been committed is sent at once; this is for what has to be tried again. */
  {
    name: 'send what is due',
    // Each notice is taken by one of them, for a while.
    together: true,
    next: (at) => at + MINUTE / 12,
    run: ({ delivery }) => delivery.deliver(),
  },
  {
    name: 'send what was put off under a clock that was ahead',
    next: (at) => at + MINUTE,
    run: ({ store, now }) => store.outbox.pullIn(now()),
  },
  /** §8. One of them reads the mailbox, and marks what it has taken. */
  {
    name: 'take the answers that came by mail',
    next: (at) => at + MINUTE,
    run: ({ inbound }) => inbound.takeNew(),
  },
  /** R15 */
  {
    name: 'remind departments, and tell managers of late ones',
    next: (at) => at + MINUTE,
    run: remindDepartments,
  },
  /** R14: once the cut-off has passed, before anything else can change. */
  {
    name: 'keep the report of a month that is over',
    next: (at) => at + HOUR,
    run: ({ reports }) => reports.keepFinished(),
  },
  /** R14: at the first opening of a month, and at the first after the cut-off. */
  { name: 'tell managers of the month that is over', next: atOpening, run: mailMonthReport },
  {
    name: 'forget notices that were sent long ago',
    forgets: true,
    next: (at) => at + DAY,
    run: ({ store, now }) => store.outbox.sweep(now() - NOTICES_KEPT),
  },
  {
    name: 'forget sessions, used tokens and links that have expired',
    forgets: true,
    next: (at) => at + HOUR,
    run: async ({ store, now }) => {
      await store.sessions.sweep(now());
      await store.secondLine.sweep(now());
    },
  },
  {
    name: 'forget links of mails that are over',
    forgets: true,
    next: (at) => at + DAY / 4,
    run: ({ store, now }) => store.mail.sweep(now(), now() - 2 * DAY),
  },
  /** Each licensee's retention. */
  {
    name: 'forget what was kept long enough',
    forgets: true,
    next: (at) => at + DAY / 4,
    run: forgetOld,
  },
  {
    name: 'forget addresses of the network',
    forgets: true,
    next: (at) => at + DAY,
    async run({ store, now }) {
      await store.audit.forgetAddresses(now() - ADDRESSES_KEPT);
      await store.consents.forgetAddresses(now() - ADDRESSES_KEPT);
    },
  },
  {
    name: 'drop uploads that no ticket names',
    forgets: true,
    next: (at) => at + DAY / 4,
    run: ({ attachments, now }) => attachments.sweep(now()),
  },
];

function atOpening(at: Instant, { workingTime }: Rules): Instant {
  if (!isOpenAt(workingTime, at)) return nextOpening(workingTime, at);
  const closing = nextClosing(workingTime, at);
  // A desk that never closes has no opening to wait for.
  return closing === null ? at + DAY : nextOpening(workingTime, closing);
}

function afterClosing(at: Instant, { workingTime }: Rules): Instant {
  return (nextClosing(workingTime, at) ?? at + DAY) + MINUTE;
}

/** Node cannot wait longer than 2³¹ ms at once; and a machine that slept finds its way back within this. */
const LONGEST_WAIT = HOUR;
/** Long enough for whoever has set a clock wrong, or a machine that has just begun, to set it right. */
const EVEN_FOR = HOUR;

/** Gives the way to stop; a run that is under way is waited for. */
export function startJobs(
  deps: JobDeps,
  jobs: readonly Job[] = JOBS,
  elapsed: () => Milliseconds = elapsedMs,
): () => Promise<void> {
  let stopped = false;
  const pace = evenPace(deps.now, elapsed);
  const timers = new Map<Job, ReturnType<typeof setTimeout>>();
  const running = new Set<Promise<void>>();

  const nextOf = (job: Job): Instant => {
    const at = deps.now();
    try {
      return job.next(at, deps.ruleBook().current);
    } catch (error) {
      deps.log.fault(`it is not known when this is due: ${job.name}`, error);
      return at + MINUTE;
    }
  };
  const run = async (job: Job): Promise<void> => {
    let done = false;
    try {
      done = await once(deps, job);
      deps.ran?.(job.name, done ? 'done' : 'elsewhere');
    } catch (error) {
      // The others go on, and this one comes again.
      deps.ran?.(job.name, 'fault');
      deps.log.fault(`job failed: ${job.name}`, error);
    }
    if (stopped) return;
    const next = nextOf(job);
    // What failed, or what another process is at and may die over, does not wait for tomorrow.
    wait(job, done ? next : Math.min(next, deps.now() + MINUTE));
  };
  const begin = (job: Job): void => {
    const wanting = job.forgets ? EVEN_FOR - pace.evenFor() : 0;
    if (wanting > 0) return wait(job, deps.now() + wanting);
    const run_ = run(job).finally(() => running.delete(run_));
    running.add(run_);
  };
  const wait = (job: Job, due: Instant): void => {
    const left = Math.max(MINUTE / 60, due - deps.now());
    const timer = setTimeout(
      () => {
        pace.look();
        if (deps.now() >= due) return begin(job);
        // Where the clock has been set back, what is due in a minute would not come for as long as it was ahead.
        wait(job, Math.min(due, nextOf(job)));
      },
      Math.min(left, LONGEST_WAIT),
    );
    timer.unref();
    timers.set(job, timer);
  };

  jobs.forEach(begin);
  return async () => {
    stopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.all(running);
  };
}

async function once(deps: JobDeps, job: Job): Promise<boolean> {
  if (!job.together) return deps.store.neighbours.alone(job.name, () => job.run(deps));
  await job.run(deps);
  return true;
}
