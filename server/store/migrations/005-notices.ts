/** Notices: when the desk does something by itself, who wants to hear what and how, links in mails, what was mailed. */
import type { Kysely } from 'kysely';
import type { Instant } from '../../../shared/instant.ts';
import type { Regulation } from '../../domain/regulation.ts';
import { compileRules, type Rules } from '../../domain/rules.ts';
import { nextSignalAt } from '../../domain/sla/signals.ts';
import { currentCycle, type Ticket } from '../../domain/ticket/ticket.ts';

type Before = {
  ticket: {
    id: string;
    number: number;
    version: number;
    open: number;
    ticket: string;
    signal_at: Instant | null;
  };
  event: { ticket_id: string; seq: number; at: Instant };
  regulation_version: { version: string; regulation: string };
};

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable('ticket').addColumn('signal_at', 'bigint').execute();
  await db.schema
    .createIndex('ticket_signal')
    .on('ticket')
    .columns(['signal_at'])
    .where('open' as never, '=', 1)
    .execute();
  await setSignals(db as unknown as Kysely<Before>);

  await db.schema
    .createTable('person_mail')
    .addColumn('person_id', 'text', (c) => c.primaryKey().references('person.id'))
    .addColumn('wants_mail', 'integer', (c) => c.notNull())
    .addColumn('language', 'text')
    .execute();

  await db.schema
    .createTable('staff_notices')
    .addColumn('staff_id', 'text', (c) => c.primaryKey().references('staff.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('mattermost_user', 'text')
    .addColumn('ways', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('mail_link')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('ticket_id', 'text', (c) => c.references('ticket.id'))
    .addColumn('cycle', 'integer')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('mail_link_expiry').on('mail_link').columns(['expires_at']).execute();

  await db.schema
    .createTable('mail_alarm')
    .addColumn('about', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('client_mail')
    .addColumn('notice_id', 'text', (c) => c.primaryKey())
    .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
    .addColumn('site_id', 'text', (c) => c.references('site.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('client_mail_person').on('client_mail').columns(['person_id', 'at']).execute();
  await db.schema.createIndex('client_mail_site').on('client_mail').columns(['site_id', 'at']).execute();
}

/** Of open tickets, each under its own version of the regulation and as of the last thing that happened to it. */
export async function setSignals(db: Kysely<Before>): Promise<void> {
  const recorded = await db.selectFrom('regulation_version').select(['version', 'regulation']).execute();
  const compiled = new Map<string, Rules>();
  const rulesOf = (version: string): Rules => {
    const ready = compiled.get(version);
    if (ready) return ready;
    const of = recorded.find((each) => each.version === version);
    if (!of) throw new Error(`tickets stand under regulation ${version}, which the database does not have`);
    const rules = compileRules(JSON.parse(of.regulation) as Regulation);
    compiled.set(version, rules);
    return rules;
  };
  const open = await db
    .selectFrom('ticket')
    .innerJoin('event', (join) =>
      join.onRef('event.ticket_id', '=', 'ticket.id').onRef('event.seq', '=', 'ticket.version'),
    )
    .select(['ticket.id', 'ticket.ticket', 'event.at'])
    .where('ticket.open', '=', 1)
    .execute();
  for (const { id, ticket: folded, at } of open) {
    const ticket = JSON.parse(folded) as Ticket;
    const signalAt = nextSignalAt(ticket, rulesOf(currentCycle(ticket).regulationVersion), at);
    await db.updateTable('ticket').set({ signal_at: signalAt }).where('id', '=', id).execute();
  }
}
