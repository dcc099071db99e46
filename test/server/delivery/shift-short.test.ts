/** The working day before, managers hear of a shift that falls short. */
import { expect, test } from 'vitest';
import type { StaffCaller } from '../../../server/auth/caller.ts';
import { checkNextShifts } from '../../../server/commands/check-shifts.ts';
import { setShifts } from '../../../server/commands/set-shifts.ts';
import { emailTransport } from '../../../server/delivery/email.ts';
import { mattermostTransport } from '../../../server/delivery/mattermost.ts';
import { aRunningDesk } from '../commands/a-running-desk.ts';
import { aMember } from '../store/a-desk.ts';
import { aMailServer } from '../support/a-mail-server.ts';
import { aDelivery } from './a-delivery.ts';

const VERA: StaffCaller = { side: 'staff', staffId: 'vera-m', role: 'manager' };
const on = (staffId: string, date: string) => ({ staffId, date, on: true });

async function aShortDay() {
  const desk = await aRunningDesk();
  await desk.store.staff.add(aMember('vera-m', { role: 'manager' }));
  await desk.store.staff.add(aMember('timur', { technicalSpecialist: true }));
  const smtp = await aMailServer();
  const transports = { email: emailTransport(smtp.settings), mattermost: mattermostTransport(null) };
  const today = ['olga', 'pavel', 'timur'].map((who) => on(who, '2026-11-09'));
  await setShifts(desk, VERA, [...today, on('olga', '2026-11-10'), on('pavel', '2026-11-10')]);
  await checkNextShifts(desk);
  return { desk, smtp, ...aDelivery(desk, { transports }) };
}

test('by a mail that says the day and what is missing', async () => {
  const { smtp, deliver } = await aShortDay();
  await deliver();
  await deliver();
  expect(smtp.recipients).toEqual([['vera-m@desk.example']]);
  const [mail] = smtp.mails;
  expect(mail!.text).toContain('На смене 2 из 3');
  expect(mail!.text).toContain('Нет технического специалиста');
  expect(mail!.text).toContain('10 ноября');
  expect(mail!.text).toContain('https://desk.example/admin/roster/2026-11-10');
});

test('and by none once somebody has been put on shift', async () => {
  const { desk, smtp, deliver } = await aShortDay();
  await setShifts(desk, VERA, [on('timur', '2026-11-10')]);
  await deliver();
  expect(smtp.recipients).toEqual([]);
});
