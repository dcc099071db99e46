import type { StaffTicketRow } from '../../client/api.ts';

export type GroupName = StaffTicketRow['group'];
export const GROUPS: readonly GroupName[] = [
  'overdue',
  'hour',
  'today',
  'later',
  'no_target',
  'paused',
  'closed',
];

export type Group = {
  name: GroupName;
  rows: StaffTicketRow[];
  /** Whether the rest of the list can hold no more of it. */
  whole: boolean;
};

/** By nearness, so that the eye lands on the top left. */
export const groupsOf = (rows: readonly StaffTicketRow[], isWhole: boolean): Group[] => {
  const groups = GROUPS.map((name) => ({ name, rows: rows.filter((row) => row.group === name) }));
  const filled = groups.filter((group) => group.rows.length > 0);
  return filled.map((group, index) => ({ ...group, whole: isWhole || index < filled.length - 1 }));
};

/**
 * While the pointer or the focus is in the list rows change in place and nothing moves: those on the screen keep their
 * order and group, those that left stay as they were. `waiting` counts what comes when the list is let go.
 */
export const heldRows = (
  shown: readonly StaffTicketRow[],
  fresh: readonly StaffTicketRow[],
): { rows: StaffTicketRow[]; waiting: number } => {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const ids = new Set(shown.map((row) => row.id));
  const rows = shown.map((row) => {
    const now = byId.get(row.id);
    return now ? { ...now, group: row.group } : row;
  });
  const moved = shown.filter((row) => byId.get(row.id)?.group !== row.group).length;
  return { rows, waiting: moved + fresh.filter((row) => !ids.has(row.id)).length };
};

/** Time alone moves rows too: whether one has come to its due time, or within an hour of it, since they were read. */
export const hasCrossed = (rows: readonly StaffTicketRow[], readAt: number, at: number): boolean =>
  rows.some(({ due, group }) => {
    if (due.at === null || group === 'closed' || group === 'paused') return false;
    return [due.at, due.at - 3_600_000].some((edge) => readAt <= edge && edge < at);
  });
