/**
 * What the server counts of its own work while it works. No label comes from outside: procedures and doors are ours,
 * so that nobody can make the page of numbers grow, and nothing of a person can stand on it.
 */
import { elapsedMs } from '../clock.ts';
import { Counter, Histogram } from './counted.ts';
import type { Family } from './exposition.ts';

export type Outcome = 'ok' | 'refused' | 'unavailable' | 'fault';

export type Measures = {
  /** Gives what to call with the outcome. */
  callBegins(procedure: string): (outcome: Outcome) => void;
  answered(path: string, status: number): void;
  jobRan(job: string, outcome: 'done' | 'elsewhere' | 'fault'): void;
  /** At the door, before any work. */
  turnedAway(caller: string, why: string): void;
  committed(together: number): void;
  families(): Family[];
};

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

const DOORS: ReadonlySet<string> = new Set([
  'admin',
  'auth',
  'files',
  'live',
  'livez',
  'mail',
  'mattermost',
  'metrics',
  'rate',
  'readyz',
  'reports',
  'rpc',
  'second-line',
  'w',
]);

const doorOf = (path: string): string => {
  const first = path.split('/', 2)[1] ?? '';
  return DOORS.has(first) ? first : 'other';
};

export function createMeasures(): Measures {
  const calls = new Counter({ name: 'smart_support_calls_total', help: 'Calls by procedure and outcome.' });
  const durations = new Histogram(
    { name: 'smart_support_call_duration_seconds', help: 'How long calls took, by procedure.' },
    SECONDS,
  );
  const answers = new Counter({ name: 'smart_support_answers_total', help: 'Answers by door and status.' });
  const jobs = new Counter({
    name: 'smart_support_job_runs_total',
    help: 'Runs of what runs by itself: done here, left to another process, or failed.',
  });
  const turned = new Counter({
    name: 'smart_support_turned_away_total',
    help: 'Calls turned away at the door, by class of caller: busy is the process, noisy the caller.',
  });
  const batches = new Histogram(
    { name: 'smart_support_commit_batch_size', help: 'Changes to tickets written in one transaction.' },
    BATCHES,
  );
  return {
    callBegins(procedure) {
      const began = elapsedMs();
      return (outcome) => {
        calls.add({ procedure, outcome });
        durations.add((elapsedMs() - began) / 1000, { procedure });
      };
    },
    answered: (path, status) => answers.add({ door: doorOf(path), status: String(status) }),
    jobRan: (job, outcome) => jobs.add({ job, outcome }),
    turnedAway: (caller, why) => turned.add({ class: caller, why }),
    committed: (together) => batches.add(together),
    families: () => [
      calls.family(),
      durations.family(),
      answers.family(),
      turned.family(),
      jobs.family(),
      batches.family(),
    ],
  };
}
