"""The owner's upload rules where files are announced."""

from functions.shared.problems import Code
from functions.vault.rules.rules import Rules
from functions.vault.uploads.announcing import decide
from functions.vault.uploads.ports_uploads import Request
from tests.unit.vault.samples import NOW, USER, head, known, sha256, upload, wish

STRICT = Rules(max_file_bytes=10, types=("image/*",))


def test_they_refuse_what_is_new_before_it_takes_room() -> None:
    wishes = [wish(1), wish(2, size=11), wish(3, mime="Video/MP4")]
    outcomes, fresh = decide(USER, wishes, known(rules=STRICT), head(), NOW)
    codes = [outcome.problem.code if outcome.problem else None for outcome in outcomes]
    assert codes == [None, Code.FILE_TOO_LARGE, Code.TYPE_NOT_ALLOWED]
    assert [announced.upload.client_id for announced in fresh] == [wishes[0].client_id]


def test_they_touch_nothing_that_was_announced_or_is_there() -> None:
    film = wish(size=11, mime="video/mp4")
    made = upload(client_id=film.client_id)
    earlier = known(
        rules=STRICT,
        requests={film.client_id: Request(made.id, film.fingerprint)},
        uploads={film.client_id: made},
    )
    (announced,), _ = decide(USER, [film], earlier, head(), NOW)
    (there,), _ = decide(USER, [film], known(rules=STRICT, live={sha256(0): "node"}), head(), NOW)
    assert (announced.upload, there.node_id) == (made, "node")
