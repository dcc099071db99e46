/** There are none: the lock lets one server at the file. */
import type { Neighbours } from '../neighbours.ts';

export const NO_NEIGHBOURS: Neighbours = {
  inTurn: (_, work) => work(),
  async alone(_, work) {
    await work();
    return true;
  },
  listen: async () => async () => {},
  tell: async () => {},
  buckets: null,
};
