/**
 * Everything that a person has written, and who they were, is gone: on their demand, by an administrator. What they have open
 * is closed first, by the workflow; facts without words stay for the reports.
 */
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import type { FileId, PersonId } from '../domain/ticket/event.ts';
import { addTombstones, readTombstones } from '../privacy/tombstones.ts';
import type { Erasure } from '../store/privacy.ts';

/** Whom nobody ordered to be erased: of them nothing had to be kept any longer, and will not when it is restored. */
export const BY_RETENTION = 'retention';

export type ErasingDeps = Pick<Deps, 'store' | 'now' | 'log'> & {
  attachments: { drop(id: string): Promise<void> };
  tombstones: string;
};

export async function erasePerson(
  deps: ErasingDeps,
  caller: StaffCaller,
  personId: PersonId,
): Promise<{ erased: Erasure } | { refusal: Refusal }> {
  const { store, now, log } = deps;
  if (!(await store.people.get(personId))) return { refusal: { code: 'not_found' } };
  const erasure = { personId, at: now(), orderedBy: caller.staffId };
  const erased = await store.privacy.erase(erasure);
  if ('open' in erased) return { refusal: { code: 'person_has_open_tickets', numbers: erased.open } };
  // Killed before this, the next start writes it down; what it finds of the files is swept.
  await addTombstones(deps.tombstones, [erasure]);
  await clearUp(deps, erased.files);
  log.info('person erased', { by: caller.staffId, person: personId });
  return { erased: erasure };
}

/**
 * At the start: the database and the file beside it come to know the same. Whom a database that was restored from before does
 * not know of is erased again; gives how many they were.
 */
export async function eraseAgain(deps: ErasingDeps): Promise<number> {
  const { store } = deps;
  const known = await store.privacy.erasures();
  const written = await readTombstones(deps.tombstones);
  const inFile = new Set(written.map(({ personId }) => personId));
  await addTombstones(
    deps.tombstones,
    known.filter(({ personId, orderedBy }) => orderedBy !== BY_RETENTION && !inFile.has(personId)),
  );
  const inDatabase = new Set(known.map(({ personId }) => personId));
  let done = 0;
  for (const erasure of written) {
    const { personId } = erasure;
    if (inDatabase.has(personId) || !(await store.people.get(personId))) continue;
    const { files } = await store.privacy.eraseAgain(erasure);
    await clearUp(deps, files);
    deps.log.warn('erased again, the database was from before', { person: personId });
    done += 1;
  }
  return done;
}

const clearUp = async (
  { store, attachments }: Pick<ErasingDeps, 'store' | 'attachments'>,
  files: readonly FileId[],
): Promise<void> => {
  for (const file of files) await attachments.drop(file);
  await store.privacy.scrub();
};
