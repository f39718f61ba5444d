/** For tests: Cache Storage in memory, as jsdom has none. Entries stand in the order they were put in. */

class Entries {
  readonly #all = new Map<string, Response>();

  #found(address: string, ignoreSearch = false): string | undefined {
    const wanted = new URL(address, "http://localhost");
    if (!ignoreSearch) return this.#all.has(wanted.href) ? wanted.href : undefined;
    return [...this.#all.keys()].find((url) => new URL(url).pathname === wanted.pathname);
  }

  async match(address: string, options?: CacheQueryOptions): Promise<Response | undefined> {
    const found = this.#found(address, options?.ignoreSearch);
    return found === undefined ? undefined : this.#all.get(found)?.clone();
  }

  async put(address: string, answer: Response): Promise<void> {
    this.#all.set(new URL(address, "http://localhost").href, answer);
  }

  async delete(asked: string | Request, options?: CacheQueryOptions): Promise<boolean> {
    const found = this.#found(typeof asked === "string" ? asked : asked.url, options?.ignoreSearch);
    return found !== undefined && this.#all.delete(found);
  }

  async keys(): Promise<Request[]> {
    return [...this.#all.keys()].map((url) => new Request(url));
  }
}

export function cacheStorage(): CacheStorage {
  const named = new Map<string, Entries>();
  const storage = {
    open: async (name: string) => {
      const there = named.get(name) ?? new Entries();
      named.set(name, there);
      return there;
    },
    delete: async (name: string) => named.delete(name),
  };
  return storage as unknown as CacheStorage;
}
