/**
 * The queue of this tab, or the window on that of the tab that leads: wired to the API, to what is kept in this browser, and to
 * the lists that change with it. Loaded with the first picked file, or with the page when something waits from before.
 */
import type { QueryClient } from "@tanstack/react-query";
import { rulesQuery } from "@/api/rules";
import type { Node } from "@/api/types";
import { insertNodes } from "@/api/vault";
import { renewContent } from "@/api/vaultCache";
import { useToast } from "@/components/Toast";
import { deviceName } from "@/lib/device";
import { currentT } from "@/lib/i18n";
import { connectionOf } from "@/lib/network";
import type { Decision } from "@/lib/rules";
import { keepAwake } from "./awake";
import { browserGate } from "./browserGate";
import { Crew, type Order } from "./crew";
import { type Gate, held } from "./gate";
import { keptFiles } from "./keptFiles";
import { isMoving, isOver, overall, type Pick, type UploadItem, type VersionOf } from "./model";
import { Owner } from "./owner";
import { paced } from "./paced";
import { outward } from "./ports";
import { UploadQueue } from "./queue";
import { Shelf } from "./shelf";
import { useUploads } from "./store";
import { otherTabs } from "./tabs";

export type AddOptions = { parentId?: string | undefined; versionOf?: VersionOf | undefined };

/** Rules that were changed on another device hold here for what is picked this much later. */
const RULES_FRESH_MS = 60_000;
const RULES_AGAIN_MS = 10_000;
const SHOW_EVERY_MS = 120;

export class Engine {
  readonly #client: QueryClient;
  readonly #gate: Gate;
  readonly #owner: Owner;
  readonly #crew: Crew;
  readonly #queue: UploadQueue;
  readonly #shelf = new Shelf(keptFiles);
  /** Whose list the queue holds; another person's is emptied before theirs comes. */
  #holder: string | null = null;
  /** Committed since the queue was last at rest. */
  #finished = 0;
  /** The next try to read the rules. */
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
    this.#gate = browserGate(client);
    this.#owner = new Owner(client, (id) => this.#open(id));
    this.#queue = new UploadQueue({
      ...outward,
      committed: (nodes) => this.#committed(nodes),
      changed: (items) => this.#changed(items),
      gate: () => this.#decide(),
      refuses: (file) => this.#gate.refuses(file),
    });
    this.#crew = this.#newCrew();
    this.#follow();
  }

  /** Somebody is signed in: what waits goes on, here or in another tab. */
  begin(): void {
    this.#crew.join();
  }

  /** Nobody is signed in any more. What waits is kept for the same person. */
  end(): void {
    this.#crew.leave();
    this.#gate.forget();
    this.#finished = 0;
    useUploads.setState({ items: [], held: null, open: false });
  }

  add(files: readonly File[], { parentId, versionOf }: AddOptions = {}): void {
    const folder = parentId ?? null;
    const device = deviceName(navigator.userAgent);
    const wish = { parentId: folder, device, versionOf };
    const picks = files.map((file): Pick => ({ clientId: outward.newId(), file, ...wish }));
    this.#crew.give({ do: "add", picks });
  }

  retry(clientIds: readonly string[]): void {
    this.#crew.give({ do: "retry", clientIds });
  }

  /** A person wants back what they had deleted. */
  anyway(clientIds: readonly string[]): void {
    this.#crew.give({ do: "anyway", clientIds });
  }

  /** These, or all that are over. */
  remove(clientIds?: readonly string[]): void {
    const over = () => useUploads.getState().items.filter((item) => isOver(item.state));
    this.#crew.give({ do: "remove", clientIds: clientIds ?? over().map((item) => item.clientId) });
  }

  /** The network is back. */
  wake(): void {
    this.#crew.give({ do: "wake" });
  }

  /** A person says: now, and on this network. */
  letThrough(): void {
    this.#crew.give({ do: "through" });
  }

  #newCrew(): Crew {
    return new Crew({
      locks: navigator.locks,
      channel: otherTabs(),
      lead: (mine) => this.#obey({ do: "add", picks: mine }),
      stop: () => this.#stop(),
      obey: (order) => this.#obey(order),
      tell: () => this.#show(),
      see: (view) => {
        useUploads.setState(view);
        this.#announce();
      },
      committed: (nodes) => this.#enter(nodes),
      visible: () => document.visibilityState === "visible",
    });
  }

  /** What the gate rests on may change at any time. */
  #follow(): void {
    const look = () => this.#queue.look();
    const [rules] = rulesQuery().queryKey;
    this.#client.getQueryCache().subscribe(({ query }) => query.queryKey[0] === rules && look());
    connectionOf(navigator)?.addEventListener?.("change", look);
  }

  async #open(id: string): Promise<void> {
    if (this.#holder !== null) {
      this.#shelf.close();
      this.#queue.clear();
    }
    this.#holder = id;
    await this.#shelf.open(
      id,
      ({ items, files }) => this.#queue.restore(items, files),
      () => this.#queue.items.map((item) => item.clientId),
    );
    this.#queue.look();
  }

  async #obey(order: Order): Promise<void> {
    await this.#owner.find();
    // They may be why it failed, and milder by now.
    if (order.do === "retry" && navigator.onLine) await this.#freshRules();
    if (!this.#crew.leads) return;
    this.#carryOut(order);
    void this.#readRules();
  }

  /** An order that only a newer build knows comes from its tab, and is nobody's word for anything here. */
  #carryOut(order: Order): void {
    const queue = this.#queue;
    if (order.do === "add") queue.add(order.picks);
    else if (order.do === "retry") queue.retry("clientId" in order ? [order.clientId] : order.clientIds);
    else if (order.do === "anyway") queue.anyway(order.clientIds);
    else if (order.do === "wake") queue.wake();
    else if (order.do === "remove") {
      const gone = new Set(order.clientIds);
      queue.remove(({ clientId }) => gone.has(clientId));
    } else if (order.do === "through") {
      this.#gate.letThrough();
      queue.look();
    }
  }

  #stop(): void {
    clearTimeout(this.#later); // it would open the queue once more, beside the tab that leads by then
    this.#owner.forget();
    this.#holder = null;
    this.#shelf.close();
    this.#queue.clear();
    keepAwake(false);
  }

  /** Until they are known, as long as something waits for them. */
  async #readRules(): Promise<void> {
    await Promise.all([this.#owner.find(), this.#freshRules()]);
    this.#queue.look();
    const waits = overall(this.#queue.items).active > 0 && this.#decide() === null;
    clearTimeout(this.#later);
    if (waits && navigator.onLine) this.#later = setTimeout(() => void this.#readRules(), RULES_AGAIN_MS);
  }

  #freshRules(): Promise<void> {
    return this.#client.prefetchQuery({ ...rulesQuery(), staleTime: RULES_FRESH_MS });
  }

  /** null while it is not known who it is, or what their rules are. */
  #decide(): Decision | null {
    return this.#owner.sure ? this.#gate.decide() : null;
  }

  #changed(items: readonly UploadItem[]): void {
    if (!items.some((item) => isMoving(item.state))) this.#gate.rest();
    else if (items.some((item) => item.state === "uploading")) this.#gate.moving();
    this.#shelf.note(items);
    this.#show();
  }

  readonly #show = paced(() => {
    const { items } = this.#queue;
    const active = overall(items).active > 0;
    const decision = active ? this.#decide() : null;
    keepAwake(active && decision?.reason === null);
    const view = { items, held: held(decision) };
    if (this.#crew.leads) useUploads.setState(view);
    this.#crew.show(view);
    this.#announce();
  }, SHOW_EVERY_MS);

  /** A committed item leaves the list of uploads in the moment its node enters the lists of files. */
  #committed(nodes: Node[]): void {
    this.#enter(nodes);
    this.#crew.tellCommitted(nodes);
    this.#renewPassedBy(nodes);
    this.#queue.remove((item) => item.state === "committed");
  }

  /** Where another device was first, a version stands beside its file, of which not all is known here. */
  #renewPassedBy(nodes: Node[]): void {
    const entered = new Set(nodes.map(({ id }) => id));
    const aims = this.#queue.items.flatMap(({ state, versionOf }) =>
      state === "committed" && versionOf && !entered.has(versionOf.nodeId) ? [versionOf.nodeId] : [],
    );
    renewContent(this.#client, aims);
  }

  #enter(nodes: Node[]): void {
    insertNodes(this.#client, nodes);
    this.#finished += nodes.length;
  }

  #announce(): void {
    if (this.#finished === 0 || overall(useUploads.getState().items).active > 0) return;
    useToast.getState().show(currentT().upload.done(this.#finished));
    this.#finished = 0;
  }
}
