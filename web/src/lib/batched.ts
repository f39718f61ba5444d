/** Many small questions at about the same time as one call. Knows nothing of what is asked. */

type Answer<T> = { resolve: (value: T | null) => void; reject: (reason: unknown) => void };
type Limits = { most: number; waitMs: number };

/** What `call` does not answer is null. A question asked twice before the call goes out is asked once. */
export function batched<T>(
  call: (ids: string[]) => Promise<ReadonlyMap<string, T>>,
  { most, waitMs }: Limits,
): (id: string) => Promise<T | null> {
  let waiting = new Map<string, Answer<T>[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = async () => {
    clearTimeout(timer);
    timer = undefined;
    const asked = waiting;
    waiting = new Map();
    try {
      const found = await call([...asked.keys()]);
      for (const [id, answers] of asked) for (const { resolve } of answers) resolve(found.get(id) ?? null);
    } catch (reason) {
      for (const answers of asked.values()) for (const { reject } of answers) reject(reason);
    }
  };
  return (id) =>
    new Promise((resolve, reject) => {
      waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
      if (waiting.size >= most) void send();
      else timer ??= setTimeout(() => void send(), waitMs);
    });
}
