import pytest

from functions.shared.ids import new_id
from functions.vault.core import objects
from functions.vault.core.objects import ObjectKey

USER, NODE, REV = new_id(1), new_id(2), new_id(3)


@pytest.mark.parametrize("kind", ["file", "photo", "note"])
def test_a_key_is_read_as_it_was_written(kind: str) -> None:
    key = ObjectKey(USER, kind, NODE, REV)
    assert objects.parse(str(key)) == key


@pytest.mark.parametrize(
    "key",
    [
        "",
        "storage",
        f"storage/{USER}",
        f"derived/{USER}/files/{NODE}/{REV}",
        f"storage/{USER}/videos/{NODE}/{REV}",
        f"storage/{USER}/files/{NODE}/{REV}/x",
        f"storage/{USER}/files/{NODE}/",
        f"storage/{USER}/files/../{REV}",
        f"storage/{USER.upper()}/files/{NODE}/{REV}",
        f"storage/{'z' * 26}/files/{NODE}/{REV}",
        f"/storage/{USER}/files/{NODE}/{REV}",
    ],
)
def test_other_keys_are_not_ours(key: str) -> None:
    assert objects.parse(key) is None


def test_prefixes_end_with_a_slash() -> None:
    """Else the erasure of one user could reach another whose id begins the same."""
    assert objects.prefixes(USER) == (f"storage/{USER}/", f"derived/{USER}/")
