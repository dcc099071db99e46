/** The kept report through the whole server, ended and begun again. */
import { expect, it } from 'vitest';
import type { StaffCaller } from '../../../server/auth/caller.ts';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { changeStatus } from '../../../server/commands/change-status.ts';
import { openDesk, type OpenDesk } from '../../../server/open-desk.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../../server/reports/report-files.ts';
import { LANGUAGES } from '../../../shared/ticket.ts';
import { done, moscow } from '../commands/a-running-desk.ts';
import { aConsultation, aWholeDesk } from '../support/whole-desk.ts';

const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormat[];

const filesOf = async ({ desk }: Pick<OpenDesk, 'desk'>) => {
  const files: [string, string][] = [];
  for (const format of FORMATS)
    for (const language of LANGUAGES) {
      const bytes = await desk.reports.file('2026-10', format, language);
      files.push([`${format} ${language}`, Buffer.from(bytes).toString('base64')]);
    }
  return Object.fromEntries(files);
};

async function closeOne({ deps }: Pick<OpenDesk, 'deps'>, id: string, by: StaffCaller) {
  const seenVersion = (await deps.store.tickets.load(id))!.ticket.version;
  done(await assignTicket(deps, by, { requestId: deps.newId(), id, seenVersion, to: by.staffId }));
  const close = { act: 'close', resolution: 'answered', text: 'Done.' } as const;
  done(await changeStatus(deps, by, { requestId: deps.newId(), id, ...close }));
}

it('a month that is over is the same bytes after a restart, in every format and language', async () => {
  const before = await aWholeDesk();
  try {
    const { deps, clock, config } = before;
    const anna = await before.client(await before.site(await before.licensee('North')), 'anna');
    const { id: staffId } = await before.member('manager');
    const sent = await before.mutate('customer.submit', aConsultation(), anna);
    const id: string = sent.json.result.data.id ?? sent.json.result.data.ticketId;
    clock.at += 30 * 60_000;
    await closeOne(before, id, { side: 'staff', staffId, role: 'manager' });

    clock.at = moscow('2026-11-09 00:00');
    await before.desk.reports.keepFinished();
    const then = await filesOf(before);
    expect(Object.keys(then)).toHaveLength(8);

    await deps.store.staff.update(staffId, { name: 'Somebody else' });
    await deps.store.db.updateTable('words').set({ text: null }).execute();
    await before.close();
    clock.at = moscow('2027-11-09 00:00');
    const again = await openDesk({
      config,
      now: () => clock.at,
      log: deps.log,
      dist: `${before.folder}/dist`,
    });
    try {
      expect(await filesOf(again)).toEqual(then);
    } finally {
      await again.close();
    }
  } finally {
    await before.end();
  }
});
