/** Whether something grows: what a long run is judged by. */
export type Point = { hours: number; value: number };

/** Of the line that is nearest to all points, by least squares: how much it rises in an hour. */
export function risePerHour(points: readonly Point[]): number {
  const mean = (of: (point: Point) => number) =>
    points.reduce((sum, each) => sum + of(each), 0) / points.length;
  const [hours, value] = [mean((each) => each.hours), mean((each) => each.value)];
  let above = 0;
  let below = 0;
  for (const each of points) {
    above += (each.hours - hours) * (each.value - value);
    below += (each.hours - hours) ** 2;
  }
  return below === 0 ? 0 : above / below;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How much higher the last third is than the first, by their medians: what comes and goes in between does not count. */
export function riseByThirds(values: readonly number[]): number {
  const third = Math.max(1, Math.floor(values.length / 3));
  return median(values.slice(-third)) - median(values.slice(0, third));
}
