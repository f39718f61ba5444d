"""Lists, single nodes, content and the trash."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.store.vault.people import Owner, Place, item

NODE = "/vault/nodes/{node_id}"
CONTENT = f"{NODE}/content"


def pages(owner: Owner, limit: int, **query: str) -> list[list[str]]:
    """Names, page by page, to the end."""
    found: list[list[str]] = []
    cursor: dict[str, str] = {}
    while True:
        status, page = owner.call("GET", "/vault/nodes", query={"limit": str(limit), **query, **cursor})
        assert status == 200
        found.append([node["name"] for node in page["items"]])
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


@pytest.fixture
def library(owner: Owner) -> Owner:
    """f0, p1, f2, p3, … in the order of their coming."""
    for number in range(10):
        kind = "photo" if number % 2 else "file"
        owner.back_up(bytes([number]), f"{kind[0]}{number}", kind=kind)
    return owner


def test_the_newest_comes_first(library: Owner) -> None:
    assert library.names() == ["p9", "f8", "p7", "f6", "p5", "f4", "p3", "f2", "p1", "f0"]
    assert library.names(kind="photo") == ["p9", "p7", "p5", "p3", "p1"]
    assert library.names(kind="file", parent_id="root") == ["f8", "f6", "f4", "f2", "f0"]
    assert library.names(kind="note") == []


@pytest.mark.parametrize("limit", [1, 3, 5, 9, 10, 11])
def test_pages_hold_everything_once(library: Owner, limit: int) -> None:
    for query in ({}, {"kind": "photo"}):
        found = pages(library, limit, **query)
        assert [name for page in found for name in page] == library.names(**query)
        assert all(len(page) == limit for page in found[:-1])
        assert found[-1]


def test_pages_skip_the_trash(library: Owner) -> None:
    for node in library.call("GET", "/vault/nodes")[1]["items"]:
        if node["name"] in ("p9", "f8", "f4", "p3", "f2", "f0"):
            library.call("DELETE", NODE, node_id=node["id"])
    for limit in (1, 2, 3, 4):
        assert [name for page in pages(library, limit) for name in page] == ["p7", "f6", "p5", "p1"]
    assert pages(library, 4) == [["p7", "f6", "p5", "p1"]]
    assert library.names(kind="photo") == ["p7", "p5", "p1"]


def test_a_cursor_holds_only_in_its_list(library: Owner) -> None:
    cursor = library.call("GET", "/vault/nodes", query={"limit": "1"})[1]["next_cursor"]
    status, problem = library.call("GET", "/vault/nodes", query={"limit": "1", "kind": "photo", "cursor": cursor})
    assert (status, problem["code"]) == (422, "invalid_request")


def test_a_list_goes_on_while_files_come(library: Owner) -> None:
    first = library.call("GET", "/vault/nodes", query={"limit": "4"})[1]
    library.back_up(b"later", "later")
    rest = library.names(limit="200", cursor=first["next_cursor"])
    assert rest == ["p5", "f4", "p3", "f2", "p1", "f0"]


def test_trash_is_repeatable_and_frees_the_name_but_not_the_bytes(owner: Owner) -> None:
    node = owner.back_up(b"bytes", "a.jpg")
    for _ in range(2):
        assert owner.call("DELETE", NODE, node_id=node["id"]) == (204, None)
    status, trashed = owner.call("GET", NODE, node_id=node["id"])
    assert (status, trashed["state"], trashed["rev"]) == (200, "trash", 2)
    assert owner.names() == []
    assert owner.quota()["used"] == 5
    assert owner.call("GET", "/vault/summary")[1]["counts"]["photo"] == 0
    assert owner.back_up(b"other", "A.JPG")["name"] == "A.JPG"


def test_trash_of_a_copy_leaves_the_other_ones_name(owner: Owner) -> None:
    first, second = owner.back_up(b"1", "a.jpg"), owner.back_up(b"2", "a.jpg")
    owner.call("DELETE", NODE, node_id=first["id"])
    assert owner.names() == [second["name"]] == ["a (2).jpg"]
    assert owner.back_up(b"3", "a.jpg")["name"] == "a.jpg"


def test_a_trashed_node_leaves_the_timeline_and_enters_the_trash(place: Place, owner: Owner) -> None:
    node = owner.back_up(b"x", taken_at="2020-02-02T02:02:02Z")

    def index() -> dict[str, str]:
        (row,) = [row for row in place.rows(owner.user_id) if row["sk"]["S"] == f"N#{node['id']}"]
        return {name: value["S"] for name, value in row.items() if name.startswith("gsi")}

    assert index() == {
        "gsi1pk": f"U#{owner.user_id}#D#root",
        "gsi1sk": node["id"],
        "gsi2pk": f"U#{owner.user_id}#T",
        "gsi2sk": f"2020-02-02T02:02:02.000Z#{node['id']}",
        "gsi3pk": f"U#{owner.user_id}#L#photo",
        "gsi3sk": node["id"],
    }
    owner.call("DELETE", NODE, node_id=node["id"])
    assert index()["gsi1pk"].startswith("TRASH#")
    assert index()["gsi3pk"] == f"U#{owner.user_id}#X"
    assert index()["gsi3sk"].endswith(f"Z#{node['id']}")
    assert "gsi2pk" not in index()


def test_content_comes_back_byte_by_byte_under_its_name(owner: Owner) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    node = owner.back_up(content, "gün batımı.png", mime="image/png")
    status, link = owner.call("GET", CONTENT, node_id=node["id"])
    assert (status, link["expires_in"]) == (200, 600)
    asked = parse_qs(urlsplit(link["url"]).query)
    served = httpx.get(link["url"])
    assert served.content == content
    assert served.headers["content-disposition"].endswith("; filename*=UTF-8''g%C3%BCn%20bat%C4%B1m%C4%B1.png")
    assert served.headers["content-type"] == "image/png"
    assert asked["versionId"]
    assert asked["X-Amz-Expires"] == ["600"]


@pytest.mark.parametrize(
    ("content", "mime", "shown"),
    [
        (b"\xff\xd8\xff photo", "image/jpeg", ("inline", "image/jpeg")),
        (b"\xff\xd8\xff photo", "text/html", ("inline", "image/jpeg")),
        (b"<!doctype html><script>", "image/jpeg", ("attachment", "application/octet-stream")),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'>",
            "image/svg+xml",
            ("attachment", "application/octet-stream"),
        ),
        (b"%PDF-1.7", "application/pdf", ("attachment", "application/octet-stream")),
        (b"plain words", "text/plain", ("attachment", "application/octet-stream")),
        (b"", "image/png", ("attachment", "application/octet-stream")),
    ],
)
def test_only_what_the_bytes_show_is_served_as_such(
    owner: Owner, content: bytes, mime: str, shown: tuple[str, str]
) -> None:
    node = owner.back_up(content, mime=mime)
    asked = parse_qs(urlsplit(owner.call("GET", CONTENT, node_id=node["id"])[1]["url"]).query)
    disposition = asked["response-content-disposition"][0].partition(";")[0]
    assert (disposition, asked["response-content-type"][0]) == shown
    asked = parse_qs(
        urlsplit(owner.call("GET", CONTENT, query={"download": "true"}, node_id=node["id"])[1]["url"]).query
    )
    assert asked["response-content-disposition"][0].startswith("attachment;")


def test_a_content_url_cannot_be_turned_to_another_object(owner: Owner, stranger: Owner) -> None:
    node, other = owner.back_up(b"mine"), stranger.back_up(b"theirs")
    url = owner.call("GET", CONTENT, node_id=node["id"])[1]["url"]
    assert httpx.get(url.replace(node["id"], other["id"])).status_code == 403
    assert httpx.put(url, content=b"x").status_code == 403


def test_an_open_upload_is_no_node(owner: Owner) -> None:
    (announced,) = owner.init(item(b"x"))
    for method, route in (("GET", NODE), ("DELETE", NODE), ("GET", CONTENT)):
        assert owner.call(method, route, node_id=announced["node_id"])[0] == 404
