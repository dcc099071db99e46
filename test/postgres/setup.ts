/** For the tests that run again on PostgreSQL: one server for all of them, and a database to copy from. */
import type { TestProject } from 'vitest/node';
import { openStaffDoor } from '../../server/auth/staff-door.ts';
import { keysFrom } from '../../server/auth/secrets.ts';
import { logTo } from '../../server/log.ts';
import { openStore } from '../../server/store/open-store.ts';
import { ask } from './ask.ts';
import { postgresServer } from './server.ts';
import { TEMPLATE } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where it answers; of whatever database stands for NAME. */
    postgres: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await postgresServer();
  try {
    await ask(server.url('postgres'), `CREATE DATABASE ${TEMPLATE}`);
    const store = await openStore({ url: server.url(TEMPLATE) });
    const log = logTo(
      () => {},
      () => 0,
    );
    const keys = keysFrom(new Uint8Array(32));
    await openStaffDoor({ store, baseUrl: new URL('http://localhost'), keys, log });
    await store.close();
    await ask(server.url(TEMPLATE), ...FORGETTABLE);
  } catch (cause) {
    await server.remove();
    throw cause;
  }
  project.provide('postgres', server.url('NAME'));
  return () => server.remove();
}

/** A function by which a desk becomes the empty one again that it was: quicker than another database for each test. */
const FORGETTABLE = [
  'CREATE SCHEMA pristine',
  `CREATE FUNCTION pristine.again() RETURNS void LANGUAGE plpgsql AS $$
    DECLARE t text; filled boolean;
    BEGIN
      -- Neither the order of the tables nor the log that never changes stands in the way.
      SET LOCAL session_replication_role = replica;
      FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM public.%I', t); END IF;
      END LOOP;
      FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'pristine' LOOP
        EXECUTE format('INSERT INTO public.%I SELECT * FROM pristine.%I', t, t);
      END LOOP;
    END $$`,
  `DO $$
    DECLARE t text; filled boolean;
    BEGIN
      FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO filled;
        IF filled THEN EXECUTE format('CREATE TABLE pristine.%I AS SELECT * FROM public.%I', t, t); END IF;
      END LOOP;
    END $$`,
];
