"""What the reference client promises: everything arrives, nothing is sent twice, however it is interrupted."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from infra.layout import ROOT as CHECKOUT
from tests.bench.vault.journal import DONE
from tests.bench.vault.wire import Answer, LostError, Wire
from tests.store.vault.devices import Device, Watched, device, losing
from tests.store.vault.large import film, held
from tests.store.vault.people import Owner
from tests.store.vault.tree import listed, patch, purge, trash
from tests.store.vault.versions import contents, edit

SMALL = {"a.jpg": b"\xff\xd8\xff a", "notes/b.txt": b"b", "notes/deep/empty.bin": b"", "notes/deep/ü.txt": b"u"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four small files in three folders."""
    return write(tmp_path / "laptop", SMALL)


@pytest.fixture
def laptop(roomy: Owner, tmp_path: Path) -> Iterator[Device]:
    with device(roomy, tmp_path) as one:
        yield one


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def remote(owner: Owner) -> dict[str, bytes]:
    """Every file below the top folder by its path, read back."""
    nodes = {node["id"]: node for node in listed(owner)}

    def path(node_id: str) -> str:
        node = nodes[node_id]
        return f"{path(node['parent_id'])}/{node['name']}" if node["parent_id"] else str(node["name"])

    files = {path(key): owner.place.fetch(owner, key) for key, node in nodes.items() if node["kind"] != "folder"}
    return {name.removeprefix("laptop/"): content for name, content in files.items()}


def require_once(owner: Owner, files: dict[str, bytes]) -> None:
    assert remote(owner) == files
    assert (owner.quota()["used"], owner.quota()["reserved"]) == (sum(map(len, files.values())), 0)


def test_the_tree_arrives_as_it_is(roomy: Owner, laptop: Device, folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "a.jpg")
    report, _ = laptop.back_up(folder)
    assert (report.sent, report.failed) == (4, {})
    require_once(roomy, SMALL)
    assert {node["kind"] for node in listed(roomy)} == {"folder", "file", "photo"}


def test_what_is_there_is_not_sent_again(roomy: Owner, laptop: Device, folder: Path) -> None:
    laptop.back_up(folder)
    report, watched = laptop.back_up(folder)
    assert (report.unchanged, watched.sent) == (4, [])
    laptop.journal.unlink()
    report, watched = laptop.back_up(folder)
    assert (report.known, [method for method, _ in watched.sent]) == (4, ["POST"])
    require_once(roomy, SMALL)


def test_a_changed_file_becomes_the_next_version(roomy: Owner, laptop: Device, folder: Path) -> None:
    laptop.back_up(folder)
    (node_id,) = (node["id"] for node in listed(roomy) if node["name"] == "b.txt")
    assert patch(roomy, node_id, name="c.txt")[0] == 200
    for content in (b"another", b"and another"):
        write(folder, {"notes/b.txt": content})
        report, _ = laptop.back_up(folder)
        assert (report.sent, report.unchanged, report.failed) == (1, 3, {})
    assert contents(roomy, node_id) == [b"and another", b"another", b"b"]
    assert remote(roomy).keys() == {*SMALL, "notes/c.txt"} - {"notes/b.txt"}


def test_a_changed_file_whose_content_serves_another_is_a_file_of_its_own(
    roomy: Owner, laptop: Device, folder: Path
) -> None:
    laptop.back_up(folder)
    write(folder, {"notes/same.txt": b"b"})
    assert laptop.back_up(folder)[0].known == 1
    write(folder, {"notes/b.txt": b"another"})
    assert laptop.back_up(folder)[0].sent == 1
    assert sorted(remote(roomy).values()) == sorted([*SMALL.values(), b"another"])


def test_a_file_that_changed_elsewhere_too_is_kept_beside(roomy: Owner, laptop: Device, folder: Path) -> None:
    laptop.back_up(folder)
    (node_id,) = (node["id"] for node in listed(roomy) if node["name"] == "b.txt")
    edit(roomy, node_id, b"of the phone", name="b.txt")
    write(folder, {"notes/b.txt": b"of the laptop"})
    assert laptop.back_up(folder)[0].sent == 1
    found = remote(roomy)
    assert found.pop("notes/b.txt") == b"of the phone"
    assert b"of the laptop" in found.values()


def test_a_changed_file_that_was_purged_comes_back(roomy: Owner, laptop: Device, folder: Path) -> None:
    laptop.back_up(folder)
    (node_id,) = (node["id"] for node in listed(roomy) if node["name"] == "b.txt")
    trash(roomy, node_id)
    purge(roomy, node_id)
    write(folder, {"notes/b.txt": b"another"})
    assert laptop.back_up(folder)[0].failed == {}
    assert remote(roomy) == {**SMALL, "notes/b.txt": b"another"}


def test_what_its_owner_removed_is_not_brought_back(roomy: Owner, laptop: Device, folder: Path) -> None:
    laptop.back_up(folder)
    for node in listed(roomy):
        if node["name"] in ("a.jpg", "b.txt"):
            roomy.call("DELETE", "/vault/nodes/{node_id}", node_id=node["id"])
    laptop.journal.unlink()
    assert laptop.back_up(folder)[0].known == 4
    assert {"a.jpg", "notes/b.txt"}.isdisjoint(remote(roomy))


def test_any_answer_may_be_lost(roomy: Owner, tmp_path: Path) -> None:
    """Each one of a whole backup in turn, in a vault of its own: check, folder, announce, PUT, parts, complete."""
    contents = {"small.txt": b"s", "deep/film.mp4": film(7)}
    folder = write(tmp_path / "laptop", contents)
    for lost in count(1):
        owner = roomy.place.owner()
        with device(owner, tmp_path / str(lost)) as one:
            report, watched = one.back_up(folder, lambda wire, lost=lost: Watched(wire, losing(lost)))  # type: ignore[misc]
        assert (report.sent + report.known, report.failed) == (2, {}), lost
        require_once(owner, contents)
        if len(watched.sent) < lost:
            break
        assert len(watched.sent) > lost, "nothing was asked again"
    assert lost > 10


@pytest.mark.parametrize("stored", [1, 2, 3])
def test_after_any_part_exactly_the_missing_ones_are_sent(
    roomy: Owner, laptop: Device, tmp_path: Path, stored: int
) -> None:
    """The network goes away after so many parts, for good; the next run begins with nothing but the journal."""
    folder = write(tmp_path / "laptop", {"film.mp4": film(8)})

    def gone(number: int, answer: Answer) -> Answer:
        if number >= stored:
            raise LostError("no network")
        return answer

    class Gone(Watched):
        def send(self, *request: object, **more: object) -> Answer:
            if len(self.sent) >= stored:
                raise LostError("no network")
            return super().send(*request, **more)  # type: ignore[arg-type]

    report, _ = laptop.back_up(folder, storage=lambda wire: Gone(wire, gone), puts=1)
    assert [*report.failed] == ["film.mp4"]
    with laptop.opened() as journal:
        upload_id = journal.files()["film.mp4"].upload_id or ""
    assert held(roomy, upload_id) == [*range(1, stored + 1)]
    report, watched = laptop.back_up(folder)
    assert (report.sent, watched.parts) == (1, [*range(stored + 1, 4)])
    require_once(roomy, {"film.mp4": film(8)})


@pytest.mark.parametrize("stored", [1, 2, 3])
def test_a_killed_client_goes_on_where_it_was(roomy: Owner, laptop: Device, tmp_path: Path, stored: int) -> None:
    """SIGKILL right after a part was stored: no answer is noted, nothing is closed."""
    folder = write(tmp_path / "laptop", {"film.mp4": film(9)})
    with laptop.opened():
        """Signed in."""
    command = [sys.executable, "-m", "tests.store.vault.dying_client", str(folder), laptop.api, str(laptop.journal)]
    killed = subprocess.run([*command, str(stored)], cwd=CHECKOUT, env=dict(os.environ), check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    report, watched = laptop.back_up(folder)
    assert (report.sent, report.failed, watched.parts) == (1, {}, [*range(stored + 1, 4)])
    require_once(roomy, {"film.mp4": film(9)})


def test_a_url_that_is_too_old_is_signed_again(roomy: Owner, laptop: Device, tmp_path: Path) -> None:
    contents = {"small.txt": b"s", "film.mp4": film(10)}

    class Old(Watched):
        def send(self, method: str, url: str, *rest: object, **more: object) -> Answer:
            answer = super().send(method, url, *rest, **more) if len(self.sent) >= 3 else None  # type: ignore[arg-type]
            self.sent.append((method, url))
            return answer or Answer(403, {}, b"<Error><Code>AccessDenied</Code></Error>")

    report, _ = laptop.back_up(write(tmp_path / "laptop", contents), storage=Old)
    assert (report.sent, report.failed) == (2, {})
    require_once(roomy, contents)


def test_a_file_that_changes_meanwhile_is_hashed_anew(roomy: Owner, laptop: Device, folder: Path) -> None:
    """The storage refuses other bytes than were announced; what arrives is what is there then."""

    class Writing(Watched):
        def send(self, *request: object, **more: object) -> Answer:
            if not self.sent:
                (folder / "a.jpg").write_bytes(b"\xff\xd8\xff b")
            return super().send(*request, **more)  # type: ignore[arg-type]

    def writing(wire: Wire) -> Wire:
        return Writing(wire, lambda _, answer: answer)

    report, _ = laptop.back_up(folder, api=writing)
    assert (report.sent, report.failed) == (4, {})
    assert remote(roomy) == {**SMALL, "a.jpg": b"\xff\xd8\xff b"}


def test_a_folder_that_went_to_the_trash_is_made_anew(roomy: Owner, laptop: Device, folder: Path) -> None:
    laptop.back_up(folder)
    top = next(node["id"] for node in listed(roomy) if node["name"] == "laptop")
    roomy.call("DELETE", "/vault/nodes/{node_id}", node_id=top)
    write(folder, {"notes/new.txt": b"new"})
    report, _ = laptop.back_up(folder)
    assert (report.sent, report.failed) == (1, {})
    assert remote(roomy) == {"notes/new.txt": b"new"}


def test_one_file_that_is_refused_stops_no_other(owner: Owner, tmp_path: Path) -> None:
    folder = write(tmp_path / "laptop", {"large.bin": bytes(2_000_000), "small.txt": b"s"})
    with device(owner, tmp_path) as one:
        report, _ = one.back_up(folder)
        assert (report.sent, report.failed) == (1, {"large.bin": "quota_exceeded"})
        with one.opened() as journal:
            assert {path: entry.state == DONE for path, entry in journal.files().items()} == {
                "large.bin": False,
                "small.txt": True,
            }


def test_without_the_api_the_run_ends_and_says_so(laptop: Device, folder: Path) -> None:
    def refused(_: int, answer: Answer) -> Answer:
        raise LostError("refused")

    report, _ = laptop.back_up(folder, api=lambda wire: Watched(wire, refused))
    assert sorted(report.failed) == sorted(SMALL)
    assert laptop.back_up(folder)[0].sent == 4
