"""How is Instagram's Graph API asked? One GET by requests; refusals by Meta's codes, and its usage headers heeded.

The token goes into the query, as documented for graph.instagram.com: addresses are never logged and in no exception.
"""

import json
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from functions.refresh.ports import Attempt
from functions.refresh.wire import AnswerError, Wire, asked, on
from functions.refresh.work import RefusedError
from functions.shared.audience import meta_errors
from functions.shared.audience.errors import Outcome, Refusal, back_off
from functions.shared.tokens.grants import Provider, Token

API = "https://graph.instagram.com"
VERSION = "v25.0"
APP_LIMIT = "app_limit"
"""Code 4: not this account but all of our app has asked too much."""
NEARLY_FULL = 80.0
"""Percent of any limit from which we stop asking: Meta counts a rolling hour or day and refuses at 100."""


class Graph:
    """For one pull."""

    def __init__(self, pool: HTTPAdapter, attempt: Attempt, token: Token) -> None:
        self._wire = Wire(pool, attempt.gate.seconds_left)
        self._session = on(requests.Session(), self._wire)
        self._attempt = attempt
        self._token = token

    def get(self, path: str, **query: str) -> Any:
        """The answer's JSON. Raises RefusedError."""
        if self._usage() >= NEARLY_FULL:
            raise RefusedError(back_off("usage_high", self._attempt.gate.clock()))
        address = self._attempt.client.at(f"{API}/{path}")
        try:
            return asked(self._wire, lambda: self._fetch(address, query))
        except AnswerError as error:
            outcome = self._judged(error.refusal)
        if outcome.reason == APP_LIMIT:
            self._attempt.gate.close(Provider.INSTAGRAM, "instagram-app", outcome.until or 0)
        raise RefusedError(outcome)

    def _fetch(self, address: str, query: dict[str, str]) -> Any:
        signed = {**query, "access_token": self._token.reveal()}
        answer = self._session.get(address, params=signed, allow_redirects=False)
        found = json.loads(answer.content)
        if answer.status_code != 200 or (isinstance(found, dict) and "error" in found):
            raise ValueError("no data")
        return found

    def _judged(self, refusal: Refusal) -> Outcome:
        return meta_errors.classify(refusal, self._attempt.gate.clock())

    def _usage(self) -> float:
        """As the last answer told it; 0 before the first."""
        return meta_errors.usage((self._wire.last.headers if self._wire.last else None) or {})
