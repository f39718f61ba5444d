/** The items in the order they were picked, and the files behind them; what a change of one costs does not grow with the list. */
import type { Change } from "./lanes";
import type { UploadItem } from "./model";

export class Board {
  #items = new Map<string, UploadItem>();
  #files = new Map<string, Blob>();
  #list: readonly UploadItem[] | null = [];

  get list(): readonly UploadItem[] {
    this.#list ??= [...this.#items.values()];
    return this.#list;
  }

  find(clientId: string): UploadItem | undefined {
    return this.#items.get(clientId);
  }

  fileOf(clientId: string): Blob | undefined {
    return this.#files.get(clientId);
  }

  put(item: UploadItem, file: Blob | undefined): void {
    this.#items.set(item.clientId, item);
    if (file) this.#files.set(item.clientId, file);
    this.#list = null;
  }

  patch(clientId: string, change: Change): void {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#items.set(clientId, { ...item, ...change });
    this.#list = null;
  }

  /** Keeps its place under another id; one that is missing has no file. */
  rename(clientId: string, next: UploadItem): void {
    const file = this.#files.get(clientId);
    this.#files.delete(clientId);
    if (file && next.state !== "missing") this.#files.set(next.clientId, file);
    this.#items = new Map(
      this.list
        .map((item) => (item.clientId === clientId ? next : item))
        .map((item) => [item.clientId, item]),
    );
    this.#list = null;
  }

  remove(clientIds: readonly string[]): void {
    for (const clientId of clientIds) {
      this.#items.delete(clientId);
      this.#files.delete(clientId);
    }
    this.#list = null;
  }

  clear(): void {
    this.#items.clear();
    this.#files.clear();
    this.#list = null;
  }
}
