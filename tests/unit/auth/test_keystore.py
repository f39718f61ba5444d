"""The set of signing keys as a process sees it while others rotate it."""

import pytest

from functions.auth.keystore import Jwk, KeyStore
from functions.shared.secrets import SecretReader
from tests.factories import NOW
from tests.fakes.keys import MemoryBoard
from tests.fakes.secrets import MemorySecrets

EMPTY = '{"active_kid": null, "keys": []}'


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets({"arn": EMPTY})


@pytest.fixture
def board() -> MemoryBoard:
    return MemoryBoard()


def store(secrets: MemorySecrets, board: MemoryBoard) -> KeyStore:
    client = secrets.as_client()
    return KeyStore(SecretReader(client, lambda: NOW), client, "arn", board)


def test_a_process_that_started_before_the_first_key_sees_it_at_once(
    secrets: MemorySecrets, board: MemoryBoard
) -> None:
    early = store(secrets, board)
    assert early.keys().keys == ()
    kid = store(secrets, board).rotate(NOW)
    assert [key.kid for key in early.keys().keys] == [kid]


def test_a_rotation_never_drops_the_key_of_another(secrets: MemorySecrets, board: MemoryBoard) -> None:
    one, other = store(secrets, board), store(secrets, board)
    kids = [one.rotate(NOW), other.rotate(NOW + 1), one.rotate(NOW + 2)]
    assert [key.kid for key in store(secrets, board).keys().keys] == kids


def test_what_signs_is_published_however_rotations_overlap(secrets: MemorySecrets) -> None:
    """The second rotation runs whole between the first one's publishing and storing; the first one's secret wins."""
    board, other = MemoryBoard(), MemoryBoard()
    first = store(secrets, board)
    first.rotate(NOW)

    class Interrupted(MemoryBoard):
        """Runs a rotation of another process in the midst of ours."""

        def write(self, keys: list[Jwk]) -> None:
            board.write(keys)
            if not other.keys:
                other.write([{"kid": "once"}])
                store(secrets, board).rotate(NOW + 1)

        def read(self) -> list[Jwk]:
            return board.read()

    store(secrets, Interrupted()).rotate(NOW + 1)
    signing = {key.kid for key in store(secrets, board).keys().keys}
    assert signing <= {key["kid"] for key in board.keys}
