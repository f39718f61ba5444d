import pytest

from functions.shared.ids import new_id
from functions.vault.core.objects import ObjectKey
from functions.vault.core.ports import Stored
from functions.vault.uploads.arrivals import Fate, Sighting, fate
from functions.vault.uploads.finalise import is_as_announced
from functions.vault.uploads.ports_uploads import PURGED
from functions.vault.uploads.uploads import UploadState
from tests.unit.vault.samples import sha256, upload

UPLOAD = upload()


@pytest.mark.parametrize(
    ("state", "decided"),
    [
        (UploadState.INITIATED, Fate.FINALISE),
        (UploadState.COMMITTED, Fate.STAYS),
        (UploadState.FAILED, Fate.GOES),
        (UploadState.EXPIRED, Fate.GOES),
        (UploadState.ABORTED, Fate.GOES),
    ],
)
def test_the_state_of_the_upload_decides(state: UploadState, decided: Fate) -> None:
    assert (
        fate(Sighting(UPLOAD.key, "v1"), {UPLOAD.id: upload(id=UPLOAD.id, node_id=UPLOAD.node_id, state=state)}, {})
        is decided
    )


@pytest.mark.parametrize(
    ("committed", "seen", "decided"),
    [("v1", "v1", Fate.STAYS), ("v1", "v2", Fate.GOES), ("v1", None, Fate.STAYS), (None, "v2", Fate.STAYS)],
)
def test_only_the_committed_version_stays(committed: str | None, seen: str | None, decided: Fate) -> None:
    """Where one of the two has no version they cannot be told apart, and nothing is removed on a guess."""
    assert fate(Sighting(UPLOAD.key, seen), {}, {UPLOAD.id: committed}) is decided


@pytest.mark.parametrize("seen", ["v1", None])
def test_an_object_of_a_purged_node_goes_whatever_its_version(seen: str | None) -> None:
    assert fate(Sighting(UPLOAD.key, seen), {}, {UPLOAD.id: PURGED}) is Fate.GOES


def test_what_nobody_announced_is_unknown() -> None:
    assert fate(Sighting(UPLOAD.key, "v1"), {}, {}) is Fate.UNKNOWN


def test_a_key_that_only_ends_like_an_upload_is_unknown() -> None:
    """The same revision id below another node or kind is another object."""
    other = ObjectKey(UPLOAD.user_id, UPLOAD.kind, new_id(9), UPLOAD.id)
    assert fate(Sighting(other, "v1"), {UPLOAD.id: UPLOAD}, {}) is Fate.UNKNOWN


def test_size_and_hash_must_both_be_as_announced() -> None:
    assert is_as_announced(UPLOAD, Stored(10, sha256(0), "v1", b""))
    assert not is_as_announced(UPLOAD, Stored(11, sha256(0), "v1", b""))
    assert not is_as_announced(UPLOAD, Stored(10, sha256(1), "v1", b""))
    assert not is_as_announced(UPLOAD, Stored(10, "", "v1", b""))
    assert not is_as_announced(UPLOAD, Stored(10, f"{sha256(0)}-1", "v1", b""))
