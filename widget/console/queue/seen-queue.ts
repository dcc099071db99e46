/** The list somebody has just come from, so that a ticket can say "10 of 38" and lead to its neighbours. */
export type SeenQueue = { search: string; ids: readonly string[]; total: number };

let last: SeenQueue = { search: '', ids: [], total: 0 };

export const rememberQueue = (queue: SeenQueue): void => {
  last = queue;
};

export const seenQueue = (): SeenQueue => last;

export const neighboursOf = (
  { ids, total }: SeenQueue,
  id: string,
): { place: number; total: number; previous: string | null; next: string | null } | null => {
  const index = ids.indexOf(id);
  if (index === -1) return null;
  return { place: index + 1, total, previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null };
};

let opened: string | null = null;
/** The row to put the focus back on. */
export const rememberOpened = (id: string): void => {
  opened = id;
};
export const takeOpened = (): string | null => {
  const id = opened;
  opened = null;
  return id;
};
