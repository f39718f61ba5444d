/** Calls that wait for their turn: `most` at a time, in the order they came. One that was given up meanwhile is not made. */
export function turns(most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      signal.throwIfAborted();
      return await call();
    } finally {
      const next = waiting.shift(); // takes over this turn
      if (next) next();
      else running -= 1;
    }
  };
}
