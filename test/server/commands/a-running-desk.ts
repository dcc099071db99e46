/** Everything a command has, on a real store in a folder of its own, with a clock that the test sets. */
import { createLive } from '../../../server/live.ts';
import type { Frame } from '../../../server/live.ts';
import { logTo } from '../../../server/log.ts';
import type { ClientCaller, StaffCaller } from '../../../server/auth/caller.ts';
import type { Done, Refused } from '../../../server/commands/commit-decision.ts';
import { submitTicket } from '../../../server/commands/submit-ticket.ts';
import type { SubmitTicket } from '../../../server/commands/submit-ticket.ts';
import type { Deps } from '../../../server/deps.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import { compileRules } from '../../../server/domain/rules.ts';
import type { Inspected } from '../../../server/store/inspection.ts';
import type { LoadedTicket } from '../../../server/store/change.ts';
import { uploaderOf } from '../../../server/store/uploader.ts';
import { aDesk } from '../store/a-desk.ts';

export const RULES = compileRules(REGULATION);

/** '2026-11-09 12:00' on the wall in Moscow. */
export const moscow = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+03:00`);

const aClient = (personId: string, licenseeId = 'north'): ClientCaller => ({
  side: 'client',
  licenseeId,
  siteId: `site of ${licenseeId}`,
  personId,
  verified: true,
  sessionId: `session of ${personId}`,
});
export const ANNA = aClient('anna');
export const BORIS = aClient('boris');
export const VERA = aClient('vera', 'south');
export const OLGA: StaffCaller = { side: 'staff', staffId: 'olga', role: 'agent' };
export const PAVEL: StaffCaller = { side: 'staff', staffId: 'pavel', role: 'agent' };

export type RunningDesk = Deps & {
  /** What the desk's clock shows. */
  clock: { at: number };
  /** What staff heard of, in order. */
  heard: readonly Frame[];
  /** Lines of the log. */
  logged: readonly string[];
  load(id: string): Promise<LoadedTicket>;
  row(id: string): Promise<Inspected['row']>;
  upload(id: string, who: ClientCaller | StaffCaller): Promise<string>;
  submits(caller: ClientCaller, more?: Partial<SubmitTicket>): Promise<string>;
  /** How many tickets there are. */
  count(): Promise<number>;
};

/** Monday, 9 November 2026, 12:00 in Moscow: open until 19:00. */
export const NOON = moscow('2026-11-09 12:00');

export async function aRunningDesk(): Promise<RunningDesk> {
  const store = await aDesk();
  for (const licenseeId of ['north', 'south']) {
    await store.sites.add({
      id: `site of ${licenseeId}`,
      licenseeId,
      name: licenseeId,
      key: `key of ${licenseeId}`,
      origins: [],
      anonymousAllowed: true,
      identityRequired: false,
      createdAt: NOON,
    });
  }
  const clock = { at: NOON };
  const heard: Frame[] = [];
  const logged: string[] = [];
  let ids = 0;
  const live = createLive();
  live.subscribe({ side: 'staff' }, (frame) => heard.push(frame));
  const desk: RunningDesk = {
    store,
    clock,
    heard,
    logged,
    live,
    now: () => clock.at,
    newId: () => `id-${++ids}`,
    ruleBook: () => ({ current: RULES, of: () => RULES }),
    reloadRules: async () => {},
    log: logTo(
      (line) => logged.push(line),
      () => clock.at,
    ),
    async load(id) {
      const loaded = await store.tickets.load(id);
      if (!loaded) throw new Error(`no ticket ${id}`);
      return loaded;
    },
    async row(id) {
      for await (const { row } of store.inspection.tickets()) if (row.id === id) return row;
      throw new Error(`no ticket ${id}`);
    },
    async upload(id, who) {
      const by =
        who.side === 'client' ? { side: who.side, id: who.personId } : { side: who.side, id: who.staffId };
      await store.files.add({
        id,
        uploader: uploaderOf(by),
        ticketId: null,
        name: `${id}.png`,
        bytes: 3,
        type: 'image/png',
        picture: true,
        sha256: 'none',
        uploadedAt: clock.at,
        scannedAt: null,
      });
      return id;
    },
    async submits(caller, more = {}) {
      return done(await submitTicket(desk, caller, aSubmission({ requestId: desk.newId(), ...more })))
        .ticketId;
    },
    async count() {
      let tickets = 0;
      for await (const _ of store.inspection.tickets()) tickets += 1;
      return tickets;
    },
  };
  return desk;
}

export const aSubmission = (more: Partial<SubmitTicket> = {}): SubmitTicket => ({
  requestId: 'request',
  channel: 'widget',
  kind: 'consultation',
  fields: { question: 'How do I export the register?' },
  files: [],
  ...more,
});

export function done(outcome: Done | Refused): Done {
  if ('refusal' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome;
}
