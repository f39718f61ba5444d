"""Is whatever Google's token endpoint answers either a token or a refusal?"""

import json
from typing import Any

import pytest
import requests

from functions.shared import google_tokens
from functions.shared.audience import google_errors
from functions.shared.audience.errors import Verdict
from functions.shared.google_tokens import RefusedError
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import RefreshToken

CLIENT = ProviderClient("id", "client-secret")
TOKEN = RefreshToken("1//the-refresh-token")


class Line(requests.Session):
    """A line to Google with a fixed answer at its end; None: nobody answers."""

    def __init__(self, status: int, body: str | None) -> None:
        super().__init__()
        self._status, self._body = status, body

    def request(self, *_what: Any, **_how: Any) -> requests.Response:
        if self._body is None:
            raise requests.ConnectionError("refresh_token=1//the-refresh-token")
        response = requests.Response()
        response.status_code, response._content = self._status, self._body.encode()
        return response


def test_a_token_is_taken_and_a_rotated_one_is_told() -> None:
    answer = {"access_token": "ya29.x", "expires_in": 3599, "refresh_token": "1//another", "token_type": "Bearer"}
    renewed = google_tokens.renew(CLIENT, TOKEN, Line(200, json.dumps(answer)))
    assert renewed.access_token.reveal() == "ya29.x"
    assert renewed.refresh_token == RefreshToken("1//another")
    same = google_tokens.renew(CLIENT, TOKEN, Line(200, json.dumps({**answer, "refresh_token": TOKEN.reveal()})))
    assert same.refresh_token is None


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (400, '{"error": "invalid_grant", "error_description": "gone"}', Verdict.NEEDS_REAUTH),
        (400, '{"error": "invalid_client"}', Verdict.BUG),
        (200, '"garbage"', Verdict.RETRY),
        (200, "[]", Verdict.RETRY),
        (200, "{}", Verdict.BUG),
        (200, "7", Verdict.RETRY),
        (200, "<html>", Verdict.RETRY),
        (200, "", Verdict.RETRY),
        (0, None, Verdict.RETRY),
    ],
)
def test_anything_else_is_a_refusal_that_tells_no_secret(status: int, body: str | None, verdict: Verdict) -> None:
    with pytest.raises(RefusedError) as refused:
        google_tokens.renew(CLIENT, TOKEN, Line(status, body))
    assert google_errors.classify(refused.value.refusal, 0.0).verdict is verdict
    error: BaseException | None = refused.value
    while error is not None:
        assert "the-refresh-token" not in str(error)
        error = error.__cause__ or error.__context__
