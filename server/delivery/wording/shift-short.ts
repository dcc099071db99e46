/** To managers: the shift of the next working day falls short (§2), as the roster has it when this is sent. */
import type { Language } from '../../../shared/ticket.ts';
import { checkShift, dateAfter, isShort } from '../../domain/roster/shift-rule.ts';
import { atLocalTime, localDateOf } from '../../domain/working-time/working-time.ts';
import type { Worded } from '../outgoing.ts';
import { toStaff } from './to-staff.ts';

type Counts = { required: number; planned: number; technicalRequired: number; technicalPlanned: number };

const WORDS = {
  ru: {
    heading: 'В смене не хватает людей',
    people: ({ required, planned }: Counts) => `На смене ${planned} из ${required}`,
    technical: ({ technicalRequired, technicalPlanned }: Counts) =>
      technicalPlanned === 0
        ? 'Нет технического специалиста'
        : `Технических специалистов ${technicalPlanned} из ${technicalRequired}`,
    day: 'День',
    open: 'Открыть график смен',
  },
  en: {
    heading: 'A shift falls short',
    people: ({ required, planned }: Counts) => `${planned} of ${required} on shift`,
    technical: ({ technicalRequired, technicalPlanned }: Counts) =>
      technicalPlanned === 0
        ? 'No technical specialist'
        : `${technicalPlanned} of ${technicalRequired} technical specialists`,
    day: 'Day',
    open: 'Open the roster',
  },
} as const satisfies Record<Language, unknown>;

export const shiftShort: Worded = async (deps, notice) => {
  const { store, ruleBook, at } = deps;
  const { regulation, workingTime } = ruleBook().current;
  const date = String(notice.detail['date']);
  const roster = await store.roster.between(date, dateAfter(date, 1));
  const staff = (await store.staff.all()).filter(({ disabled }) => !disabled);
  const check = checkShift(roster, staff, date, { shift: regulation.shift, wt: workingTime });
  // Mended meanwhile, or a day that is over: nobody can do anything about it.
  if (!check || !isShort(check) || date < localDateOf(workingTime, at)) return 'skip';
  return toStaff(deps, notice, (_, language) => {
    const words = WORDS[language];
    const day = new Intl.DateTimeFormat(language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: regulation.desk.timeZone,
    });
    return {
      heading: words.heading,
      lines: [
        ...(check.planned < check.required ? [words.people(check)] : []),
        ...(check.technicalPlanned < check.technicalRequired ? [words.technical(check)] : []),
      ],
      ticket: null,
      facts: [[words.day, day.format(atLocalTime(workingTime, date, '12:00'))]],
      link: { label: words.open, path: `/admin/roster/${date}` },
    };
  });
};
