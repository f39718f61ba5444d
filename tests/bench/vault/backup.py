# ruff: noqa: T201 - what a person reads
"""Backs up a folder by nothing but the public API. Interrupt it as you like: the next run goes on where this one was.

Usage: python -m tests.bench.vault.backup FOLDER --api http://localhost:8000/api --phone +905301234567 [--into NAME]

Asks for the code on the terminal at the first run; `--code-from` names a program whose output it is.
"""

import argparse
import getpass
import hashlib
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.vault.backing_up import PUTS, Backup, Report
from tests.bench.vault.journal import Journal
from tests.bench.vault.patience import TRIES, GaveUpError, Patience
from tests.bench.vault.progress import Progress
from tests.bench.vault.sending import Sending
from tests.bench.vault.session import ApiError, Session, Tokens
from tests.bench.vault.wire import HttpWire, Wire

STATE = Path.home() / ".local" / "state" / "infofluencer"


def back_up(
    folder: Path,
    session: Session,
    journal: Journal,
    *,
    storage: Wire,
    into: str | None = None,
    progress: Progress | None = None,
    puts: int = PUTS,
) -> Report:
    """`session` is signed in."""
    if session.tokens:
        journal.belong_to(f"{session.api} {session.tokens.user_id}")
    shown = progress or Progress()
    sending = Sending(session, storage, session.patience, shown.sent)
    return Backup(session, sending, journal, shown, into or folder.resolve().name, puts).run(folder)


def opened(api: str, wire: Wire, patience: Patience, journal: Journal) -> Session:
    """A session with the tokens of the last run, if there are any."""
    facts = journal.facts()

    def keep(tokens: Tokens) -> None:
        journal.keep_facts({"api": api, "access": tokens.access, "refresh": tokens.refresh, "user": tokens.user_id})

    held = Tokens(facts["access"], facts["refresh"], facts["user"]) if facts.get("api") == api else None
    return Session(api, wire, patience, held, keep)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    folder, api = Path(asked.folder), asked.api.rstrip("/")
    if not folder.is_dir():
        print(f"backup: {folder} is no folder", file=sys.stderr)
        return 2
    name = hashlib.sha256(f"{api} {folder.resolve()}".encode()).hexdigest()[:16]
    journal = Journal(Path(asked.state or STATE / f"{name}.sqlite"))
    wire, storage = HttpWire(), HttpWire()
    try:
        session = opened(api, wire, Patience(asked.tries), journal)
        if session.tokens is None:
            session.sign_in(asked.phone or input("Phone: "), lambda: _code(asked.code_from), platform.node()[:60])
        progress = Progress.on_terminal()
        report = back_up(folder, session, journal, storage=storage, into=asked.into, progress=progress, puts=asked.puts)
    except (ApiError, GaveUpError) as error:
        print(f"backup: {error}", file=sys.stderr)
        return 1
    finally:
        for one in (wire, storage):
            one.close()
        journal.close()
    return _tell(report)


def _tell(report: Report) -> int:
    for path, why in sorted(report.failed.items()):
        print(f"{path}: {why}", file=sys.stderr)
    told = (
        f"{report.sent} sent, {report.known} known already, {report.unchanged} unchanged, {len(report.failed)} failed"
    )
    print(told)
    return 1 if report.failed else 0


def _code(source: str | None) -> str:
    if source is None:
        return getpass.getpass("Code: ").strip()
    return subprocess.run(source, shell=True, check=True, capture_output=True, text=True).stdout.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backup", description="Backs up a folder into the vault.")
    parser.add_argument("folder")
    parser.add_argument("--api", required=True, help="address up to and including /api")
    parser.add_argument("--phone", help="in international form; asked for when it is needed")
    parser.add_argument("--code-from", help="a shell command that prints the code instead of asking for it")
    parser.add_argument("--into", help="name of the remote folder (the local one's)")
    parser.add_argument("--state", help=f"the journal; below {STATE}")
    parser.add_argument("--puts", type=int, default=PUTS, help="PUTs at a time")
    parser.add_argument("--tries", type=int, default=TRIES, help="how often a request is sent before giving up")
    return parser


if __name__ == "__main__":
    sys.exit(main())
