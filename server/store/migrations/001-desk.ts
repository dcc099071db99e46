/** The first whole desk: who is who, tickets with their log, files, regulations. */
import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Engine } from '../engine.ts';

type Columns = CreateTableBuilder<string, string>;

const instants =
  (...names: string[]) =>
  (table: Columns) =>
    names.reduce((built, name) => built.addColumn(name, 'bigint', (c) => c.notNull()), table);
const texts =
  (...names: string[]) =>
  (table: Columns) =>
    names.reduce((built, name) => built.addColumn(name, 'text', (c) => c.notNull()), table);
const maybe =
  (type: 'text' | 'bigint', ...names: string[]) =>
  (table: Columns) =>
    names.reduce((built, name) => built.addColumn(name, type), table);
const yesNos =
  (...names: string[]) =>
  (table: Columns) =>
    names.reduce((built, name) => built.addColumn(name, 'integer', (c) => c.notNull()), table);
const id = (table: Columns) => table.addColumn('id', 'text', (c) => c.primaryKey());
const reference = (column: string, target: string) => (table: Columns) =>
  table.addColumn(column, 'text', (c) => c.notNull().references(`${target}.id`));
const maybeReference = (column: string, target: string) => (table: Columns) =>
  table.addColumn(column, 'text', (c) => c.references(`${target}.id`));

export async function up(db: Kysely<never>, engine: Engine): Promise<void> {
  const create = (name: string) => db.schema.createTable(name) as Columns;
  const index = (name: string) => db.schema.createIndex(name);

  await create('licensee').$call(id).$call(texts('name')).$call(instants('created_at')).execute();
  await create('product').$call(id).$call(texts('name', 'parts')).$call(instants('created_at')).execute();
  await create('licensee_product')
    .$call(reference('licensee_id', 'licensee'))
    .$call(reference('product_id', 'product'))
    .addPrimaryKeyConstraint('licensee_product_key', ['licensee_id', 'product_id'])
    .execute();

  await create('site')
    .$call(id)
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .$call(reference('licensee_id', 'licensee'))
    .$call(texts('name'))
    .$call(yesNos('anonymous_allowed', 'identity_required'))
    .$call(instants('created_at'))
    .execute();
  await index('site_of_licensee').on('site').columns(['licensee_id']).execute();
  await create('site_origin')
    .$call(reference('site_id', 'site'))
    .$call(texts('origin'))
    .addPrimaryKeyConstraint('site_origin_key', ['site_id', 'origin'])
    .execute();
  await create('identity_key')
    .$call(id)
    .$call(reference('site_id', 'site'))
    .$call(texts('kid', 'algorithm', 'state'))
    .$call(maybe('text', 'public_key', 'sealed_secret'))
    .$call(instants('created_at'))
    .$call(maybe('bigint', 'retired_at'))
    .addUniqueConstraint('identity_key_kid', ['site_id', 'kid'])
    .execute();

  await create('person')
    .$call(id)
    .$call(reference('licensee_id', 'licensee'))
    .$call(maybeReference('site_id', 'site'))
    .$call(maybe('text', 'subject', 'name', 'email'))
    .$call(yesNos('email_verified', 'verified', 'anonymous'))
    .$call(instants('created_at'))
    .addUniqueConstraint('person_subject', ['site_id', 'subject'])
    .execute();
  await index('person_of_licensee').on('person').columns(['licensee_id', 'name']).execute();
  await create('client_session')
    .$call(id)
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .$call(reference('licensee_id', 'licensee'))
    .$call(reference('site_id', 'site'))
    .$call(reference('person_id', 'person'))
    .$call(yesNos('verified'))
    .$call(maybeReference('identity_key_id', 'identity_key'))
    .$call(instants('created_at', 'last_used_at', 'expires_at'))
    .execute();
  await index('client_session_expiry').on('client_session').columns(['expires_at']).execute();
  await index('client_session_key').on('client_session').columns(['identity_key_id']).execute();
  await create('device')
    .addColumn('secret_hash', 'text', (c) => c.primaryKey())
    .$call(reference('site_id', 'site'))
    .$call(reference('person_id', 'person'))
    .$call(instants('created_at'))
    .execute();
  await create('used_token')
    .$call(reference('site_id', 'site'))
    .$call(texts('jti'))
    .$call(instants('expires_at'))
    .addPrimaryKeyConstraint('used_token_key', ['site_id', 'jti'])
    .execute();
  await index('used_token_expiry').on('used_token').columns(['expires_at']).execute();

  await create('staff')
    .$call(id)
    .$call(texts('name'))
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .$call(texts('role', 'presence'))
    .$call(yesNos('technical_specialist', 'disabled'))
    .$call(maybe('bigint', 'last_assigned_at'))
    .$call(instants('created_at'))
    .execute();
  await create('one_time_link')
    .$call(id)
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .$call(texts('purpose'))
    .$call(maybeReference('staff_id', 'staff'))
    .$call(maybe('text', 'name', 'email', 'role'))
    .$call(yesNos('technical_specialist'))
    .$call(instants('created_at', 'expires_at'))
    .$call(maybe('bigint', 'used_at'))
    .execute();

  await create('ticket')
    .$call(id)
    .addColumn('number', 'integer', (c) => c.notNull().unique())
    .addColumn('version', 'integer', (c) => c.notNull())
    .$call(reference('licensee_id', 'licensee'))
    .$call(maybeReference('site_id', 'site'))
    .$call(reference('person_id', 'person'))
    .$call(maybeReference('product_id', 'product'))
    .$call(texts('title', 'kind', 'channel', 'status'))
    .$call(maybe('text', 'criticality', 'resolution'))
    .$call(maybeReference('assignee', 'staff'))
    .$call(yesNos('open', 'reacted', 'client_waits', 'due_promised'))
    .$call(instants('status_since', 'submitted_at', 'updated_at', 'queue_key'))
    .$call(
      maybe(
        'bigint',
        'closed_at',
        'reaction_due_at',
        'completion_due_at',
        'due_at',
        'due_left',
        'paused_since',
      ),
    )
    .$call(texts('due_clock', 'ticket'))
    .addColumn('queue_group', 'integer', (c) => c.notNull())
    .execute();
  await index('ticket_queue').on('ticket').columns(['queue_group', 'queue_key', 'number']).execute();
  await index('ticket_queue_assignee')
    .on('ticket')
    .columns(['assignee', 'queue_group', 'queue_key', 'number'])
    .where('open' as never, '=', 1)
    .execute();
  await index('ticket_queue_licensee')
    .on('ticket')
    .columns(['licensee_id', 'queue_group', 'queue_key', 'number'])
    .execute();
  await index('ticket_open_status')
    .on('ticket')
    .columns(['status', 'status_since'])
    .where('open' as never, '=', 1)
    .execute();
  await index('ticket_of_person')
    .on('ticket')
    .columns(['licensee_id', 'person_id', 'updated_at', 'id'])
    .execute();

  await create('event')
    .$call(reference('ticket_id', 'ticket'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .$call(instants('at'))
    .$call(texts('actor_side', 'type', 'body'))
    .$call(maybe('text', 'actor_id'))
    .addPrimaryKeyConstraint('event_key', ['ticket_id', 'seq'])
    .execute();
  await engine.makeAppendOnly(db, 'event');
  await create('words')
    .$call(id)
    .$call(reference('ticket_id', 'ticket'))
    .$call(maybe('text', 'text'))
    .$call(maybe('bigint', 'erased_at'))
    .execute();
  await index('words_of_ticket').on('words').columns(['ticket_id']).execute();
  await create('file')
    .$call(id)
    .$call(texts('uploader', 'name', 'type', 'sha256'))
    .$call(maybeReference('ticket_id', 'ticket'))
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .$call(yesNos('picture'))
    .$call(instants('uploaded_at'))
    .execute();
  await index('file_of_ticket').on('file').columns(['ticket_id']).execute();
  await create('seen')
    .$call(reference('person_id', 'person'))
    .$call(reference('ticket_id', 'ticket'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('seen_key', ['person_id', 'ticket_id'])
    .execute();
  await create('request')
    .$call(texts('actor', 'id', 'fingerprint'))
    .$call(reference('ticket_id', 'ticket'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('request_key', ['actor', 'id'])
    .execute();
  await create('sequence')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('next', 'integer', (c) => c.notNull())
    .execute();
  await db
    .insertInto('sequence' as never)
    .values({ name: 'ticket_number', next: FIRST_NUMBER } as never)
    .execute();
  await create('regulation_version')
    .addColumn('version', 'text', (c) => c.primaryKey())
    .$call(texts('regulation'))
    .$call(instants('recorded_at'))
    .execute();
  await engine.search.install(db);
  await engine.install(db);
}

const FIRST_NUMBER = 1001;
