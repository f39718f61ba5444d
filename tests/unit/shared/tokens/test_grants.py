"""A token shows itself to nobody, and an access token never gets into a vault."""

import json
import logging
from dataclasses import asdict
from typing import Any

import pytest

from functions.shared.logs import scrub
from functions.shared.tokens.grants import (
    AccessToken,
    ConnectionKey,
    Grant,
    Held,
    LongLivedToken,
    Provider,
    RefreshToken,
    Token,
    Version,
)
from functions.shared.tokens.ports import check

NOW = 1_800_000_000
TEXT = "1//0verysecret"
USER = "01k00000000000000000000000"


def grant(**changes: Any) -> Grant:
    fields: dict[str, Any] = {
        "token": RefreshToken(TEXT),
        "account_id": "a",
        "scopes": frozenset({"read"}),
        "obtained_at": NOW,
    }
    return Grant(**{**fields, **changes})


@pytest.mark.parametrize("kind", [RefreshToken, LongLivedToken, AccessToken])
def test_a_token_never_shows_itself(kind: type[Token], caplog: pytest.LogCaptureFixture) -> None:
    token = kind(TEXT)
    held = Held(ConnectionKey(USER, Provider.YOUTUBE, "c"), grant(), Version("v"))
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("any").warning("%s %r %s", token, held, {"grant": held.grant})
    shown = f"{token} {token!r} {held} {asdict(held.grant)} {json.dumps(asdict(held), default=str, skipkeys=True)}"
    assert TEXT not in shown + caplog.text
    assert token.reveal() == TEXT


def test_tokens_are_equal_by_kind_and_text() -> None:
    assert RefreshToken("x") == RefreshToken("x")
    assert hash(RefreshToken("x")) == hash(RefreshToken("x"))
    assert RefreshToken("x") != RefreshToken("y")
    assert RefreshToken("x") != AccessToken("x")
    assert RefreshToken("x") != "x"


def test_an_access_token_does_not_fit_into_a_grant() -> None:
    """For mypy (an unused ignore would fail it) and at run time."""
    with pytest.raises(TypeError) as refused:
        Grant(AccessToken(TEXT), "a", frozenset(), NOW)  # type: ignore[arg-type]
    assert TEXT not in str(refused.value)


@pytest.mark.parametrize("life", [3_600, 7_200, 86_399])
@pytest.mark.parametrize("kind", [RefreshToken, LongLivedToken])
def test_a_short_lived_token_is_refused_by_its_life_too(kind: type[Token], life: int) -> None:
    with pytest.raises(ValueError, match="short-lived"):
        grant(token=kind(TEXT), expires_at=NOW + life)


def test_a_long_lived_token_says_when_it_ends() -> None:
    with pytest.raises(ValueError, match="ends"):
        grant(token=LongLivedToken(TEXT))


def test_an_empty_token_is_none() -> None:
    with pytest.raises(ValueError, match="empty"):
        RefreshToken("")


@pytest.mark.parametrize(("user_id", "connection"), [("../x", "c"), ("", "c"), (USER, "")])
def test_a_key_names_a_user_and_a_connection(user_id: str, connection: str) -> None:
    with pytest.raises(ValueError, match="key"):
        ConnectionKey(user_id, Provider.GA4, connection)


def test_instagram_keeps_another_kind_than_google() -> None:
    long_lived = grant(token=LongLivedToken(TEXT), expires_at=NOW + 60 * 86_400)
    check(ConnectionKey(USER, Provider.INSTAGRAM, "c"), long_lived)
    with pytest.raises(TypeError) as refused:
        check(ConnectionKey(USER, Provider.GA4, "c"), long_lived)
    assert TEXT not in str(refused.value)


@pytest.mark.parametrize(
    "token",
    [
        "1//0gABCdefGHIjklMNOpqrSTUvwx",
        "ya29.a0AfB_byC-12345_abcdef",
        "IGAAabcdefghij0123456789ABCDEF",
        "rft.abcdefghij0123456789!4567",
    ],
)
def test_the_log_masks_tokens_by_their_shape(token: str) -> None:
    assert token not in str(scrub({"message": f"failed with {token} at"}))
