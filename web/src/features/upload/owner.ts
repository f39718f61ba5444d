/**
 * Whose queue is it? The account that is signed in, as the server says. Without a network it is the one that was last seen here:
 * then its own list can be shown and added to, and nothing is sent before the server has been asked.
 */
import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "@/api/account";
import { isFromDevice } from "@/api/seen";
import { lastOwner, noteOwner } from "@/lib/localUploads";

/** Longer than this nobody waits for their own list; the answer is waited for in the background. */
const PATIENCE_MS = 3_000;

export class Owner {
  #opened: string | null = null;
  #finding: Promise<void> | null = null;
  #sure = false;
  /** Grows with each person; an answer that belongs to an earlier one is nobody's. */
  #turn = 0;

  constructor(
    readonly client: QueryClient,
    /** Brings back what this account has left here, after what another one may have shown. */
    readonly open: (id: string) => Promise<void>,
  ) {}

  /** Whether the server has said who it is: before that nothing may be sent. */
  get sure(): boolean {
    return this.#sure;
  }

  /** Opens the queue of the account once; asks again while the server could not be asked. */
  find(): Promise<void> {
    if (this.#sure) return this.#finding ?? Promise.resolve();
    this.#finding ??= this.#find(this.#turn).finally(() => {
      this.#finding = null;
    });
    return this.#finding;
  }

  forget(): void {
    this.#turn += 1;
    this.#opened = null;
    this.#sure = false;
    this.#finding = null;
  }

  async #find(turn: number): Promise<void> {
    const me = meQuery();
    const known = this.client.getQueryCache().find({ queryKey: me.queryKey });
    // What the device remembers is not what the server says.
    const anew = known && isFromDevice(known) ? { staleTime: 0 } : {};
    const asked = this.client.fetchQuery({ ...me, retry: false, ...anew }).then(
      ({ id }) => id,
      () => null,
    );
    const said = await Promise.race([asked, later(PATIENCE_MS)]);
    if (turn !== this.#turn) return;
    if (said === undefined) void asked.then((id) => (id && turn === this.#turn ? this.find() : undefined));
    const id = said ?? lastOwner();
    if (said) noteOwner(said);
    this.#sure = Boolean(said);
    if (id === null || id === this.#opened) return;
    this.#opened = id;
    await this.open(id);
  }
}

const later = (wait: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), wait));
