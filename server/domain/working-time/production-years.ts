/**
 * The Russian production calendar as published: the holidays of the Labour Code, and for each year with a decree what it
 * moves where. A new year is one more entry in `PRODUCTION_YEARS`.
 */
import type { LocalDate } from '../../../shared/instant.ts';
import type { CalendarSpec, HolidayName } from './calendar.ts';

type Moved = readonly [from: LocalDate, to: LocalDate];

export type ProductionYear = {
  year: number;
  decree: string;
  /** Amendments come before a year begins; until then staff should not rely on it blindly. */
  mayBeAmended: boolean;
  /** Of the five-day week, for checking. */
  workingDays: number;
  /** Days off that the decree moves; a Saturday that is moved becomes a working one. */
  movedByDecree: readonly Moved[];
  /** A holiday on a weekend that the decree leaves alone goes to the next working day (art. 112). */
  movedByLaw: readonly Moved[];
  workingWeekends: readonly LocalDate[];
  /** The day before a holiday is an hour shorter by law (art. 95). */
  shortened: readonly LocalDate[];
};

const NEW_YEAR: HolidayName = { ru: 'Новогодние каникулы', en: 'New Year holidays' };

/** Art. 112: the same dates every year. */
export const FIXED_HOLIDAYS: CalendarSpec['fixedHolidays'] = [
  { monthDay: '01-01', name: NEW_YEAR },
  { monthDay: '01-02', name: NEW_YEAR },
  { monthDay: '01-03', name: NEW_YEAR },
  { monthDay: '01-04', name: NEW_YEAR },
  { monthDay: '01-05', name: NEW_YEAR },
  { monthDay: '01-06', name: NEW_YEAR },
  { monthDay: '01-07', name: { ru: 'Рождество Христово', en: 'Orthodox Christmas' } },
  { monthDay: '01-08', name: NEW_YEAR },
  { monthDay: '02-23', name: { ru: 'День защитника Отечества', en: 'Defender of the Fatherland Day' } },
  { monthDay: '03-08', name: { ru: 'Международный женский день', en: 'International Women’s Day' } },
  { monthDay: '05-01', name: { ru: 'Праздник Весны и Труда', en: 'Spring and Labour Day' } },
  { monthDay: '05-09', name: { ru: 'День Победы', en: 'Victory Day' } },
  { monthDay: '06-12', name: { ru: 'День России', en: 'Russia Day' } },
  { monthDay: '11-04', name: { ru: 'День народного единства', en: 'National Unity Day' } },
];

export const PRODUCTION_YEARS: readonly ProductionYear[] = [
  {
    year: 2024,
    decree: 'Постановление Правительства РФ от 10.08.2023 № 1314',
    mayBeAmended: false,
    workingDays: 248,
    movedByDecree: [
      ['2024-01-06', '2024-05-10'],
      ['2024-01-07', '2024-12-31'],
      ['2024-04-27', '2024-04-29'],
      ['2024-11-02', '2024-04-30'],
      ['2024-12-28', '2024-12-30'],
    ],
    movedByLaw: [],
    workingWeekends: ['2024-04-27', '2024-11-02', '2024-12-28'],
    shortened: ['2024-02-22', '2024-03-07', '2024-05-08', '2024-06-11', '2024-11-02'],
  },
  {
    year: 2025,
    decree: 'Постановление Правительства РФ от 04.10.2024 № 1335',
    mayBeAmended: false,
    workingDays: 247,
    movedByDecree: [
      ['2025-01-04', '2025-05-02'],
      ['2025-01-05', '2025-12-31'],
      ['2025-02-23', '2025-05-08'],
      ['2025-03-08', '2025-06-13'],
      ['2025-11-01', '2025-11-03'],
    ],
    movedByLaw: [],
    workingWeekends: ['2025-11-01'],
    shortened: ['2025-03-07', '2025-04-30', '2025-06-11', '2025-11-01'],
  },
  {
    year: 2026,
    decree: 'Постановление Правительства РФ от 24.09.2025 № 1466',
    mayBeAmended: false,
    workingDays: 247,
    movedByDecree: [
      ['2026-01-03', '2026-01-09'],
      ['2026-01-04', '2026-12-31'],
    ],
    movedByLaw: [
      ['2026-03-08', '2026-03-09'],
      ['2026-05-09', '2026-05-11'],
    ],
    workingWeekends: [],
    shortened: ['2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03'],
  },
  {
    year: 2027,
    decree: 'Постановление Правительства РФ от 17.09.2026 № 1187',
    mayBeAmended: true,
    workingDays: 247,
    movedByDecree: [
      ['2027-01-02', '2027-11-05'],
      ['2027-01-03', '2027-12-31'],
      ['2027-02-20', '2027-02-22'],
    ],
    movedByLaw: [
      ['2027-05-01', '2027-05-03'],
      ['2027-05-09', '2027-05-10'],
      ['2027-06-12', '2027-06-14'],
    ],
    workingWeekends: ['2027-02-20'],
    shortened: ['2027-02-20', '2027-04-30', '2027-06-11', '2027-11-03'],
  },
];
