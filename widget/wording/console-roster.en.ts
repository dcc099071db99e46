import type { RosterWords } from './console-roster.ru.ts';

const days = (n: number) => `${n}\u00a0${n === 1 ? 'day' : 'days'}`;

export const rosterEn: RosterWords = {
  title: 'Shifts',
  readOnly: 'Managers change the roster',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  period: { label: 'Show', week: 'Week', month: 'Month' },
  previous: { week: 'Week before', month: 'Month before' },
  next: { week: 'Week after', month: 'Month after' },
  toToday: 'Today',
  today: 'today',
  rule: (minimum, specialists) =>
    `By the regulation (§\u00a02) a shift has at least ${minimum}${
      specialists > 0
        ? `, ${specialists === 1 ? 'a technical specialist' : `${specialists} technical specialists`} among them`
        : ''
    }`,
  noRoster:
    'There is no roster yet: tickets go to anybody who is available. From the first shift on, only to those on shift',
  allGood: 'Enough people on every working day of the next two weeks',
  ahead: 'Short of people',
  short: {
    people: (planned, required) => `${planned} of ${required}`,
    onShift: (planned, required) => `${planned} of ${required} on shift`,
    noTechnical: 'no technical specialist',
    technical: (planned, required) => `${planned} of ${required} technical specialists`,
    between: (from, to) => `from ${from} to ${to}`,
  },
  mend: (name) => `Put on shift: ${name}`,
  counts: 'On shift',
  technicalRow: 'Technical among them',
  technical: 'technical specialist',
  technicalMark: 'tech',
  person: 'Person',
  grid: 'Who works on which day',
  gridHelp:
    'Arrows move between cells, the space bar sets a shift and clears it. With a mouse, drag over several',
  cell: {
    on: 'on shift',
    part: (from, to) => `on shift from ${from} to ${to}`,
    off: 'no shift',
    closed: 'closed',
    past: 'the day is over',
  },
  brush: { label: 'Set', whole: 'Whole day', part: 'Part of the day', from: 'from', to: 'to' },
  copyWeek: 'Copy onto the next week',
  copyMonth: 'Copy onto the next month',
  copied: (filled, kept, empty) =>
    [
      filled === 0 ? 'Nothing was copied' : `Filled: ${days(filled)}`,
      kept === 0 ? '' : `had shifts already, left alone: ${days(kept)}`,
      empty === 0 ? '' : `nothing to copy from: ${days(empty)}`,
    ]
      .filter(Boolean)
      .join('; '),
  onShift: (n) => `${n} on shift`,
  nobody: 'Nobody',
  edit: 'Change',
  absences: 'Absent',
  noAbsences: 'Nobody is absent in these days',
  absent: 'Record an absence',
  kind: { vacation: 'vacation', sick: 'sick', other: 'other' },
  kindShort: { vacation: 'vac', sick: 'sick', other: 'abs' },
  who: 'Who',
  from: 'First day',
  to: 'Last day, included',
  why: 'Why',
  choose: 'Choose a person',
  chooseWho: 'Choose who is absent',
  wrongDates: 'The last day is before the first, or over',
  handBack: (n) => `Hand the open tickets back to the queue:\u00a0${n}`,
  handBackNow: 'Given out at once to those on shift',
  handBackLater: 'Given out on the first day of the absence to those on shift',
  record: 'Record',
  recorded: 'The absence is recorded',
  returned: (n) => `${n} ${n === 1 ? 'ticket' : 'tickets'} back in the queue`,
  remove: 'Remove',
  reallyRemove: 'Remove the absence?',
  removed: 'The absence is removed',
};
