/**
 * Who is signed in, in this tab and beside others.
 *
 *   restoring -> active <-> (renewing)      the access token lives in memory only
 *       |          |
 *       +-> ended <+                        only a 401 from refresh, or a sign-out here or in another tab
 *
 * [Note: One refresh at a time] The refresh token rotates and its reuse ends the session, so tabs take turns under
 * one Web Lock. Who gets the lock first asks its peers for a token fresher than the stale one (a message may still
 * be on its way when the lock is granted) and calls the server only when none answers. A lost answer is harmless:
 * the server accepts the previous token for 30 s. No network is never a reason to sign out.
 */
import { ApiError } from "./problem";

export type Grant = { token: string; expiresAt: number; lifetime: number };
export type SessionState = { status: "restoring" | "active" | "ended"; reachable: boolean };
export type Message =
  | { type: "token"; grant: Grant }
  | { type: "ask"; stale: string | null }
  | { type: "ended"; floor: number; wished?: boolean };

/** To and from the other tabs; never echoes to the sender. */
export type Channel = { post(message: Message): void; listen(hear: (message: Message) => void): void };

export type SessionPorts = {
  /** POST /auth/refresh; ApiError 401 when the session is over. */
  refresh: () => Promise<Grant>;
  /** Runs one holder at a time across tabs. */
  exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  channel: Channel;
  /** Remembers, without any secret, that this browser had a session: a first visit then makes no refresh call. */
  hint: { get: () => boolean; set: (signedIn: boolean) => void };
  /** Every end of a session comes by here, in every tab: wished by the person, or else the server's. */
  forget: (wished: boolean) => void;
  now: () => number;
  random: () => number;
  /** A hidden tab does not renew by itself. */
  visible: () => boolean;
};

/** Peers on the same machine answer within a few ms. */
const PEER_WAIT_MS = 60;
/** Renew at 80 % of life, up to a tenth earlier by chance, so that tabs do not wake together. */
const RENEW_AT = 0.8;
const RENEW_JITTER = 0.1;
/** A token this close to its end is not sent any more: clocks and networks differ. */
const MARGIN_MS = 5_000;
const RETRY_MS = 30_000;

export class Session {
  #state: SessionState = { status: "restoring", reachable: true };
  #grant: Grant | null = null;
  #renewing: Promise<string> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heard: (() => void) | null = null;
  /** Tokens that end no later than this belong to an ended session: a message with one may still be on its way. */
  #floor = 0;
  readonly #listeners = new Set<() => void>();

  constructor(readonly ports: SessionPorts) {
    ports.channel.listen((message) => this.#receive(message));
  }

  readonly snapshot = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Restores the session at start; without a trace of one, nothing is asked. */
  async restore(): Promise<void> {
    if (this.#state.status !== "restoring") return;
    if (!this.ports.hint.get()) return this.#set({ status: "ended", reachable: true });
    await this.renew(null).catch(() => undefined);
  }

  /** A token that is still good, renewed first when it is not. */
  async token(): Promise<string> {
    if (this.#grant && this.#fresh(this.#grant)) return this.#grant.token;
    return this.renew(this.#grant?.token ?? null);
  }

  /** Replaces `stale`, once however many callers and tabs ask. Throws ApiError. */
  renew(stale: string | null): Promise<string> {
    this.#renewing ??= this.ports
      .exclusive(() => this.#renewAlone(stale))
      .finally(() => {
        this.#renewing = null;
      });
    return this.#renewing;
  }

  /** Takes the tokens of a sign-in or a refresh and shares them with the other tabs. */
  adopt(grant: Grant): void {
    this.#accept(grant);
    this.#post({ type: "token", grant });
  }

  /** Runs the sign-out call with no refresh in flight, then ends the session in every tab. */
  async signOut(call: () => Promise<void>): Promise<void> {
    await this.ports.exclusive(call);
    this.end();
  }

  end(wished = true): void {
    this.#finish(0, wished);
    this.#post({ type: "ended", floor: this.#floor, wished });
  }

  /** Called when the page is shown again or the network is back. */
  wake(): void {
    if (this.#state.status !== "active") return;
    if (!this.#state.reachable || !this.#grant || this.#due(this.#grant)) {
      void this.renew(this.#grant?.token ?? null).catch(() => undefined);
    }
  }

  async #renewAlone(stale: string | null): Promise<string> {
    const known = this.#better(stale) ?? (await this.#askPeers(stale));
    if (known) return known.token;
    try {
      const grant = await this.ports.refresh();
      // Signed out everywhere, or erased, while this was on its way: its token is no beginning of anything.
      if (this.#state.status === "ended") throw new ApiError("session_ended", 401);
      this.adopt(grant);
      return grant.token;
    } catch (error) {
      if (this.#state.status === "ended") throw error;
      if (error instanceof ApiError && error.status === 401) this.end(false);
      else this.#unreachable();
      throw error;
    }
  }

  #better(stale: string | null): Grant | null {
    return this.#grant && this.#grant.token !== stale && this.#fresh(this.#grant) ? this.#grant : null;
  }

  async #askPeers(stale: string | null): Promise<Grant | null> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PEER_WAIT_MS);
      this.#heard = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#post({ type: "ask", stale });
    });
    this.#heard = null;
    return this.#better(stale);
  }

  #receive(message: Message): void {
    if (message.type === "ended") {
      this.#finish(message.floor, message.wished ?? false);
      return;
    }
    if (message.type === "ask") {
      const grant = this.#better(message.stale);
      if (grant) this.#post({ type: "token", grant });
      return;
    }
    if (message.grant.expiresAt > this.#floor && message.grant.expiresAt >= (this.#grant?.expiresAt ?? 0)) {
      this.#accept(message.grant);
    }
    this.#heard?.();
  }

  #accept(grant: Grant): void {
    this.#grant = grant;
    this.ports.hint.set(true);
    this.#set({ status: "active", reachable: true });
    const share = RENEW_AT - RENEW_JITTER * this.ports.random();
    this.#plan(grant.expiresAt - grant.lifetime * (1 - share) - this.ports.now());
  }

  #unreachable(): void {
    this.#set({ status: "active", reachable: false });
    this.#plan(RETRY_MS);
  }

  #finish(floor: number, wished: boolean): void {
    clearTimeout(this.#timer);
    this.#floor = Math.max(this.#floor, floor, this.#grant?.expiresAt ?? 0);
    this.#grant = null;
    this.ports.hint.set(false);
    this.ports.forget(wished);
    this.#set({ status: "ended", reachable: true });
  }

  #plan(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ports.visible() && this.wake(), Math.max(0, delay) + 1);
  }

  #fresh(grant: Grant): boolean {
    return grant.expiresAt - MARGIN_MS > this.ports.now();
  }

  #due(grant: Grant): boolean {
    return grant.expiresAt - grant.lifetime * (1 - RENEW_AT + RENEW_JITTER) <= this.ports.now();
  }

  #post(message: Message): void {
    this.ports.channel.post(message);
  }

  #set(state: SessionState): void {
    if (state.status === this.#state.status && state.reachable === this.#state.reachable) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
