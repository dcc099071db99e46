/** A desk that answers at the edge of the browser, so that a page can be watched without a server. */
import type { StaffMe, StaffTicketRow, StaffTicketView } from '../../../widget/client/api.ts';
import type { Refusal } from '../../../shared/refusal.ts';

export const NOW = Date.now();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Answer = { data: unknown } | { refusal: Refusal };
type Call = { path: string; input: unknown };

export class DeskAtHand {
  readonly calls: Call[] = [];
  readonly #answers = new Map<string, (input: never) => Answer>();
  readonly #fetch = globalThis.fetch;
  /** Stands for a cable that was pulled out. */
  isCut = false;

  constructor() {
    globalThis.fetch = (...args) => this.#answer(...args);
  }

  on<Input>(path: string, answer: (input: Input) => Answer): this {
    this.#answers.set(path, answer as (input: never) => Answer);
    return this;
  }

  callsOf<Input>(path: string): Input[] {
    return this.calls.filter((call) => call.path === path).map((call) => call.input as Input);
  }

  close(): void {
    globalThis.fetch = this.#fetch;
  }

  async #answer(resource: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    if (this.isCut) throw new TypeError('Failed to fetch');
    const url = new URL(String(resource instanceof Request ? resource.url : resource), location.href);
    if (!url.pathname.startsWith('/rpc/')) return new Response(null, { status: 404 });
    const text = typeof init?.body === 'string' ? init.body : (url.searchParams.get('input') ?? '{}');
    const inputs = JSON.parse(text) as Record<string, unknown>;
    const answers = url.pathname
      .slice('/rpc/'.length)
      .split(',')
      .map((path, index) => this.#one(path, inputs[index]));
    return Response.json(answers);
  }

  #one(path: string, input: unknown): unknown {
    this.calls.push({ path, input });
    const answer = this.#answers.get(path)?.(input as never) ?? { data: [] };
    if ('data' in answer) return { result: answer };
    const { refusal } = answer;
    return { error: { message: refusal.code, code: -32000, data: { refusal, requestId: 'r1' } } };
  }
}

const anna = {
  id: 's1',
  name: 'Анна Корнилова',
  initials: 'АК',
  role: 'agent',
  technicalSpecialist: false,
  presence: 'available',
} as const;

export const me: StaffMe = {
  ...anna,
  email: 'anna@desk.example',
  desk: {
    now: NOW,
    timeZone: 'Europe/Moscow',
    open: true,
    changesAt: NOW + HOUR,
    dayFrom: 600,
    dayTo: 1140,
    regulationVersion: '2.0',
    files: { maxBytes: 1000, perMessage: 10 },
  },
};

const due = {
  clock: 'completion',
  state: 'running',
  left: null,
  promised: false,
  pausedSince: null,
  unofficialYear: null,
} as const;

export const row = (id: string, minutes: number, more: Partial<StaffTicketRow> = {}): StaffTicketRow => ({
  id,
  number: 1000 + minutes,
  version: 1,
  title: `Ticket ${id}`,
  kind: 'bug',
  criticality: 'high',
  status: 'in_progress',
  statusSince: NOW - HOUR,
  licensee: { id: 'l1', name: 'Вектор' },
  person: 'Елена',
  assignee: anna,
  reacted: true,
  clientWaits: false,
  due: { ...due, at: NOW + minutes * MINUTE },
  group: minutes < 0 ? 'overdue' : minutes < 60 ? 'hour' : 'later',
  updatedAt: NOW,
  ...more,
});

const clock = (name: 'reaction' | 'completion') => ({
  clock: name,
  unit: 'elapsed' as const,
  state: 'running' as const,
  startedAt: NOW - HOUR,
  allowance: 24 * HOUR,
  dueAt: NOW + 23 * HOUR,
  endedAt: null,
  counted: HOUR,
  left: 23 * HOUR,
  pausedSince: null,
  pausedIn: null,
});

const clockView = (name: 'reaction' | 'completion'): StaffTicketView['reaction'] => ({
  ...clock(name),
  ledger: {
    ...clock(name),
    paragraph: '5',
    regulationVersion: '2.0',
    kind: 'bug',
    criticality: 'high',
    asOf: NOW,
    spans: [
      { from: NOW - HOUR, to: NOW, is: 'counted', adds: HOUR },
      { from: NOW, to: NOW + 23 * HOUR, is: 'to_count', adds: 23 * HOUR },
    ],
    unofficialYear: null,
  },
});

const elena = { side: 'client', name: 'Елена Судакова', initials: 'ЕС', me: false } as const;
export const maria = { side: 'staff', name: 'Мария Осипова', initials: 'МО', me: false } as const;

type Entry = StaffTicketView['entries'][number];
export const entry = (seq: number, more: Partial<Entry>): Entry => ({
  seq,
  at: NOW - HOUR + seq * MINUTE,
  by: elena,
  is: 'message',
  act: null,
  from: null,
  to: null,
  text: null,
  files: [],
  detail: null,
  ...more,
});

export const ticket = (more: Partial<StaffTicketView> = {}): StaffTicketView => ({
  id: 't1',
  number: 1042,
  version: 1,
  kind: 'bug',
  status: 'in_progress',
  statusSince: NOW - HOUR,
  move: 'desk',
  title: 'Не печатаются этикетки',
  criticality: 'high',
  statedCriticality: 'high',
  product: 'Смарт-Склад',
  part: null,
  resolution: null,
  closedAt: null,
  submittedAt: NOW - HOUR,
  cycle: 1,
  reaction: clockView('reaction'),
  completion: clockView('completion'),
  entries: [entry(1, { text: 'Не печатает' })],
  question: null,
  invoice: null,
  handedOver: null,
  silence: null,
  rating: null,
  rateUntil: null,
  reopenUntil: null,
  allowedActs: ['analyse', 'ask', 'bill', 'hand_over', 'close', 'reply', 'note', 'assign', 'correct'],
  licensee: { id: 'l1', name: 'Вектор', openTickets: 3 },
  person: { id: 'p1', name: 'Елена Судакова', email: null, verified: true, anonymous: false },
  channel: 'widget',
  registeredBy: null,
  page: null,
  environment: null,
  erased: false,
  site: null,
  assignee: anna,
  suggestion: null,
  assignedBecause: { code: 'fewest_open', open: 2 },
  regulationVersion: '2.0',
  cycles: [],
  estimateHours: null,
  promisedDueAt: null,
  ...more,
});

/** Waits for what a person would wait for, and says which of it did not come. */
export const until = async <T>(what: string, look: () => T | null | undefined | false): Promise<T> => {
  const deadline = performance.now() + 5000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`did not come: ${what}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};
