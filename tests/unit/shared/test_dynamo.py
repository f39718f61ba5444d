"""Weather is tried again, answers are not: the two faces of a refused DynamoDB write."""

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError
from pynamodb.exceptions import UpdateError

from functions.shared.dynamo import ATTEMPTS, Contended, applied


def failing(*codes: str) -> Callable[[], None]:
    """A write that fails with these codes in turn and then succeeds."""
    left = list(codes)

    def write() -> None:
        if left:
            cause = ClientError({"Error": {"Code": left.pop(0), "Message": ""}}, "UpdateItem")
            raise UpdateError("refused", cause)

    return write


def test_a_condition_that_does_not_hold_is_an_answer() -> None:
    assert not applied(failing("ConditionalCheckFailedException"))


def test_a_conflict_with_a_transaction_is_tried_again() -> None:
    waits: list[float] = []
    assert applied(failing("TransactionConflictException", "ThrottlingException"), waits.append)
    assert len(waits) == 2


def test_endless_weather_is_said() -> None:
    with pytest.raises(Contended):
        applied(failing(*["TransactionConflictException"] * ATTEMPTS), lambda _: None)


def test_anything_else_is_an_error() -> None:
    with pytest.raises(UpdateError):
        applied(failing("ValidationException"))
