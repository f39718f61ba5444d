/**
 * The queue as it outlives its page: one row an item (IndexedDB), the bytes of smaller files beside them (OPFS). Written by the one
 * tab that leads. Without IndexedDB, as in some private windows, everything still works, until the page is closed.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { noteUploads, UPLOADS_DATABASE } from "@/lib/localUploads";
import type { KeptFiles } from "./keptFiles";
import type { UploadItem } from "./model";
import { fromRow, isNews, type Row, toRow } from "./restored";

interface Schema extends DBSchema {
  rows: { key: string; value: Row };
}

const openRows = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(UPLOADS_DATABASE, 1, {
    upgrade: (database) => void database.createObjectStore("rows", { keyPath: "clientId" }),
    // Another tab erases it: it must not wait for this one.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });

export type Left = { items: UploadItem[]; files: Map<string, Blob> };

export class Shelf {
  #owner: string | null = null;
  #written = new Map<string, Row>();
  #waiting = new Map<string, Row | null>();
  #writing: Promise<void> | null = null;
  #lastOrder = 0;
  #turn = 0;

  constructor(readonly kept: KeptFiles) {}

  /**
   * Hands over what this account has left here, and writes down from then on; what another account has left is erased, with its
   * bytes. Nothing of it when it is closed meanwhile. `picked`: the client ids of what waits without a row yet, whose copies stay.
   */
  async open(owner: string, take: (left: Left) => void, picked: () => readonly string[]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const rows = await this.#rows();
    const own = rows.filter((row) => row.owner === owner).sort((a, b) => a.order - b.order);
    const known = new Set(own.map((row) => row.clientId));
    const strange = rows.filter((row) => !known.has(row.clientId)).map((row) => row.clientId);
    for (const clientId of strange) this.#waiting.set(clientId, null);
    const names = await this.kept.names();
    const wanted = new Set([...known, ...picked()]);
    const orphans = names.filter((name) => !wanted.has(name));
    await Promise.all([this.kept.remove(orphans), this.#write()]);
    const left = await this.#left(own);
    if (turn !== this.#turn) return;
    noteUploads(own.length > 0);
    this.#written = new Map(own.map((row) => [row.clientId, row]));
    take(left); // before anything can be noted: what is not among the items counts as done
    this.#owner = owner;
  }

  /** Nothing is written any more, nor forgotten: the person has signed out, or another tab leads. */
  close(): void {
    this.#turn += 1;
    this.#owner = null;
  }

  /** Writes down what has changed; many changes are one transaction. */
  note(items: readonly UploadItem[]): void {
    if (this.#owner === null) return;
    const gone = new Set(this.#written.keys());
    for (const item of items) {
      const before = this.#written.get(item.clientId);
      const row = toRow(item, this.#owner, before?.order ?? this.#nextOrder());
      if (row === null) continue;
      gone.delete(item.clientId);
      if (!isNews(before, row)) continue;
      this.#written.set(row.clientId, row);
      this.#waiting.set(row.clientId, row);
    }
    for (const clientId of gone) {
      this.#written.delete(clientId);
      this.#waiting.set(clientId, null);
    }
    noteUploads(this.#written.size > 0);
    if (this.#waiting.size > 0) this.#writing ??= this.#drain();
  }

  /** Once everything noted so far is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #drain(): Promise<void> {
    await Promise.resolve(); // what changes in one go is written in one go
    try {
      while (this.#waiting.size > 0) await this.#write();
    } finally {
      this.#writing = null;
    }
  }

  /** `strict`: on the disk, not on its way there, before the next step builds on it. */
  async #write(): Promise<void> {
    const changes = [...this.#waiting];
    this.#waiting.clear();
    if (changes.length === 0) return;
    try {
      const database = await openRows();
      const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
      const writes = changes.map(([key, row]) =>
        row ? transaction.store.put(row) : transaction.store.delete(key),
      );
      await Promise.all([...writes, transaction.done]);
      database.close();
    } catch {
      return; // no room, or no database: the page goes on from memory
    }
    await this.kept.remove(changes.flatMap(([key, row]) => (row ? [] : [key])));
  }

  async #rows(): Promise<Row[]> {
    try {
      const database = await openRows();
      const rows = await database.getAll("rows");
      database.close();
      return rows;
    } catch {
      return [];
    }
  }

  async #left(rows: readonly Row[]): Promise<Left> {
    const files = new Map<string, Blob>();
    for (const row of rows) {
      const file = row.kept ? await this.kept.open(row.clientId) : undefined;
      if (file && file.size === row.size) files.set(row.clientId, file);
    }
    return { items: rows.map((row) => fromRow(row, files.has(row.clientId))), files };
  }

  #nextOrder(): number {
    this.#lastOrder = Math.max(this.#lastOrder + 1, Date.now() * 1000);
    return this.#lastOrder;
  }
}
