"""What does somebody have who has used their vault for a while? A bit of everything, brought in by an app of theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.clients import App, Eventually

FIXTURES = Path(__file__).parent.parent / "fixtures"
PDF = {"kind": "file", "mime": "application/pdf"}
PASSWORD = "açıl susam"
BROKEN = "bozuk.jpg"


@dataclass(frozen=True)
class Belongings:
    """Ids, and the tokens of two links: one anybody opens, one with `PASSWORD`."""

    folder: str
    photo: str
    album: str
    note: str
    link: str
    locked_link: str


def made(app: App, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    answer = app.call("POST", f"/vault/{path}", dict(body))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def give(app: App, eventually: Eventually) -> Belongings:
    """Back when the photos have their pictures."""
    folder = made(app, "folders", {"name": "Belgeler", "parent_id": "root"})["id"]
    made(app, "folders", {"name": "Sözleşmeler", "parent_id": folder})
    app.back_up(b"%PDF-1.4 rent", "Kira sözleşmesi 2026.pdf", parent_id=folder, **PDF)
    app.back_up(b"%PDF-1.4 bill", "Kasım faturası, elektrik ve su, uzun adlı bir belge.pdf", **PDF)
    app.back_up(b"PK", "yedek.zip", kind="file", mime="application/zip")
    thrown = app.back_up(b"%PDF-1.4 old", "eski rapor.pdf", **PDF)["id"]
    assert app.call("DELETE", f"/vault/nodes/{thrown}").status_code == 204
    photos = _photos(app, eventually)
    album = made(app, "albums", {"name": "Gökyüzü"})["id"]
    assert app.call("PUT", f"/vault/albums/{album}/items", {"node_ids": photos}).status_code == 200
    note = made(app, "notes", {"client_id": "note-0001", "title": "Alışveriş", "text": "süt\nekmek"})["node"]["id"]
    links = [made(app, "shares", {"node_id": folder, **more})["token"] for more in ({}, {"password": PASSWORD})]
    return Belongings(folder, photos[0], album, note, *links)


def _photos(app: App, eventually: Eventually) -> list[str]:
    names = ("rocket.jpg", "hubble_deep_field.jpg")
    ids = [str(app.back_up((FIXTURES / name).read_bytes(), name)["id"]) for name in names]
    broken = app.back_up(b"\xff\xd8\xff\xe0 half a photo", BROKEN)["id"]
    eventually(lambda: _state(app, broken) == "failed" and all(_state(app, node_id) == "ready" for node_id in ids))
    return ids


def _state(app: App, node_id: str) -> str:
    return str(app.call("GET", f"/vault/nodes/{node_id}").json()["picture"]["state"])
