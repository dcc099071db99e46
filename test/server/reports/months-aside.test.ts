import { afterEach, expect, it } from 'vitest';
import { databaseOf } from '../../../server/data-dir.ts';
import { computeMonth } from '../../../server/reports/compute-month.ts';
import { monthsAside } from '../../../server/reports/months-aside.ts';
import { LiveRules } from '../../../server/rule-book.ts';
import { Unavailable } from '../../../server/store/unavailable.ts';
import { aConsultation, aWholeDesk, type WholeDesk } from '../support/whole-desk.ts';

let desk: WholeDesk;
afterEach(() => desk.end());

async function aDeskWithTickets() {
  desk = await aWholeDesk();
  const site = await desk.site(await desk.licensee('North'));
  const anna = await desk.client(site, 'anna');
  for (let i = 0; i < 3; i++) await desk.mutate('customer.submit', aConsultation(), anna);
  return desk;
}

it('a month is the same, computed in a thread beside the server or within it', async () => {
  const { config, deps, clock } = await aDeskWithTickets();
  const aside = monthsAside(databaseOf(config));
  const rules = await LiveRules.open(deps.store);
  const here = await computeMonth({ store: deps.store, ruleBook: rules }, '2026-10', clock.at);
  expect(here.desk.submitted.consultation).toBe(3);
  expect(await aside.compute('2026-10', clock.at)).toEqual(here);
  await aside.stop();
});

it('what takes too long is ended, and says that it may be asked again', async () => {
  const { config, clock } = await aDeskWithTickets();
  const aside = monthsAside(databaseOf(config), 0);
  await expect(aside.compute('2026-10', clock.at)).rejects.toThrow(Unavailable);
  await aside.stop();
});

it('after the end of the server nothing is begun', async () => {
  const { config, clock } = await aDeskWithTickets();
  const aside = monthsAside(databaseOf(config));
  await aside.stop();
  await expect(aside.compute('2026-10', clock.at)).rejects.toThrow(Unavailable);
});

it('what fails in the thread is told with its cause', async () => {
  const { clock } = await aDeskWithTickets();
  const aside = monthsAside({ file: '/nowhere/at/all.sqlite' });
  await expect(aside.compute('2026-10', clock.at)).rejects.toThrow(
    'the report of 2026-10 could not be computed',
  );
});
