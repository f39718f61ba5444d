"""What does the client remember between two runs? A small SQLite database: files, remote folders, tokens.

What matters is written before it is used: a client id before it is announced, tokens before the next call. So a process
may end at any instruction, and the next one repeats at most what repeating does not change. It holds secrets, and is
readable by its owner only.
"""

import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any

from tests.bench.vault.content import Content, Stamp

_TABLES = """
create table if not exists files(path text primary key, size integer not null, mtime_ns integer not null,
  digests blob not null, client_id text not null, state text not null, upload_id text, node_id text, why text,
  rev integer);
create table if not exists folders(path text primary key, node_id text not null);
create table if not exists facts(name text primary key, value text not null);
"""
WAITING, DONE = "waiting", "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """One local file. `done`: the vault has its content, or had it and its owner removed it; `why` says which.

    `rev`: of the node that came of this file; none where the vault knew the content from elsewhere. Waiting with one,
    the file has changed since, and its content is that node's next.
    """

    path: str
    content: Content = field(repr=False)
    client_id: str
    state: str = WAITING
    upload_id: str | None = None
    node_id: str | None = None
    why: str | None = None
    rev: int | None = None


def fresh(path: str, content: Content, before: Entry | None = None) -> Entry:
    """To be announced under a client id that was never used; `before` is what it was when it had another content."""
    entry = Entry(path, content, new_client_id())
    return replace(entry, node_id=before.node_id, rev=before.rev) if before and before.rev is not None else entry


def anew(entry: Entry) -> Entry:
    """The same file under another client id: the vault took the old one for something else."""
    return replace(entry, client_id=new_client_id(), upload_id=None)


def alone(entry: Entry) -> Entry:
    """The same file, as the content of no node that was there before."""
    return replace(anew(entry), node_id=None, rev=None)


def new_client_id() -> str:
    return secrets.token_hex(16)


class Journal:
    """Safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        self._lock = Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute("pragma journal_mode=wal")
        self._database.executescript(_TABLES)
        if "rev" not in {column[1] for column in self._database.execute("pragma table_info(files)")}:
            self._database.execute("alter table files add column rev integer")  # of a journal that is older

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def files(self) -> dict[str, Entry]:
        with self._lock:
            found = self._database.execute("select * from files").fetchall()
        return {row[0]: _entry(row) for row in found}

    def keep(self, entries: Iterable[Entry]) -> None:
        """All or none of them."""
        rows = [_row(entry) for entry in entries]
        with self._lock, self._database:
            self._database.execute("begin")
            self._database.executemany("insert or replace into files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def folders(self) -> dict[str, str]:
        with self._lock:
            return dict(self._database.execute("select path, node_id from folders").fetchall())

    def keep_folder(self, path: str, node_id: str) -> None:
        with self._lock:
            self._database.execute("insert or replace into folders values (?, ?)", (path, node_id))

    def forget_folders(self) -> None:
        with self._lock:
            self._database.execute("delete from folders")

    def facts(self) -> dict[str, str]:
        with self._lock:
            return dict(self._database.execute("select name, value from facts").fetchall())

    def keep_facts(self, facts: Mapping[str, str]) -> None:
        with self._lock, self._database:
            self._database.execute("begin")
            self._database.executemany("insert or replace into facts values (?, ?)", list(facts.items()))

    def belong_to(self, owner: str) -> None:
        """What was backed up into another vault says nothing about this one."""
        if self.facts().get("owner") == owner:
            return
        with self._lock, self._database:
            self._database.execute("begin")
            self._database.execute("delete from files")
            self._database.execute("delete from folders")
        self.keep_facts({"owner": owner})


def _entry(row: tuple[Any, ...]) -> Entry:
    path, size, mtime_ns, digests, *told = row
    return Entry(path, Content(Stamp(size, mtime_ns), digests), *told)


def _row(entry: Entry) -> tuple[object, ...]:
    stamp = entry.content.stamp
    told = (entry.client_id, entry.state, entry.upload_id, entry.node_id, entry.why, entry.rev)
    return (entry.path, stamp.size, stamp.mtime_ns, entry.content.digests, *told)
