/** The live board: one question, asked anew whenever something has happened. */
import { forStaff, router } from './procedures.ts';
import { nothing } from './schemas.ts';
import { boardView, type BoardView } from './views/board.ts';

export const board = router({
  now: forStaff
    .input(nothing)
    .query(({ ctx: { desk, caller } }): Promise<BoardView> => boardView(desk.deps, caller.staffId)),
});
