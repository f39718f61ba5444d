/** The path of a line over days. Pure. */
import type { Point } from "./QuietLine";

const DAY_MS = 86_400_000;

/** Below this part of the value a change is noise, and the line stays flat instead of dramatising it. */
const CALM = 0.02;

/**
 * Steps in time are drawn to scale. The lowest and the highest value touch the edges, unless they hardly differ: then the
 * line runs through the middle.
 */
export function linePath(points: readonly Point[], width: number, height: number): string {
  const days = points.map(({ day }) => Date.parse(day.slice(0, 10)) / DAY_MS);
  const values = points.map(({ value }) => value);
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(high - low, high * CALM);
  const middle = (high + low) / 2;
  const x = (day: number) => (to > from ? ((day - from) / (to - from)) * width : 0);
  const y = (value: number) => (room > 0 ? height / 2 - ((value - middle) / room) * height : height / 2);
  const round = (value: number) => Math.round(value * 100) / 100;
  return points
    .map(({ value }, index) => `${index === 0 ? "M" : "L"}${round(x(days[index] ?? 0))} ${round(y(value))}`)
    .join("");
}
