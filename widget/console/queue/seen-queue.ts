/** The list somebody has just come from, so that a ticket can say "10 of 38" and lead to its neighbours. */
export type SeenQueue = { search: string; ids: readonly string[]; total: number; orMore: boolean };

let last: SeenQueue = { search: '', ids: [], total: 0, orMore: false };

export const rememberQueue = (queue: SeenQueue): void => {
  last = queue;
};

export const seenQueue = (): SeenQueue => last;

export const neighboursOf = (
  { ids, total, orMore }: SeenQueue,
  id: string,
): { place: number; total: number; orMore: boolean; previous: string | null; next: string | null } | null => {
  const index = ids.indexOf(id);
  if (index === -1) return null;
  return { place: index + 1, total, orMore, previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null };
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
