/** How often others had their turn while something ran. */
export async function turnsOfOthers(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let next: NodeJS.Immediate;
  const look = () => {
    turns += 1;
    next = setImmediate(look);
  };
  next = setImmediate(look);
  await run();
  clearImmediate(next);
  return turns;
}
