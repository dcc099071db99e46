/** Who acts for a department, by name: a member; or the place a link was sent to, where many read it. */
import type { Store } from '../store/store.ts';

export async function holderNames({ secondLine }: Pick<Store, 'secondLine'>): Promise<Map<string, string>> {
  return new Map([
    ...(await secondLine.channels()).map(({ id, target }) => [id, target] as const),
    ...(await secondLine.members()).map(({ id, name }) => [id, name] as const),
  ]);
}
