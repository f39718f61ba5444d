"""What does a person do at the consent pages? Chooses an account, unticks what they do not allow, answers. By HTTP."""

from collections.abc import Collection
from html.parser import HTMLParser

import httpx

_PATIENCE = 30


class ConsentError(Exception):
    """The page did not ask for consent, but showed this."""


class _Form(HTMLParser):
    """The fields of the first form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = told.get("action", "")
        if tag == "input" and told.get("name"):
            self.fields.append((told["name"], told.get("value", "")))


def consent(authorization_url: str, account: str, scopes: Collection[str] | None, *, deny: bool) -> str:
    """Where the person is sent back to. `scopes`: the ones to allow, None for all. Raises ConsentError."""
    with httpx.Client(trust_env=False, timeout=_PATIENCE) as client:
        chosen = httpx.URL(authorization_url).copy_merge_params({"account": account})
        page = client.get(chosen)
        form = _Form()
        form.feed(page.text)
        if not form.action:
            raise ConsentError(f"{page.status_code}: {page.text[-300:]}")
        fields = [each for each in form.fields if each[0] != "allowed" or scopes is None or each[1] in scopes]
        data: dict[str, list[str]] = {}
        for name, value in [*fields, ("decision", "deny" if deny else "allow")]:
            data.setdefault(name, []).append(value)
        answer = client.post(form.action, data=data)
    if "location" not in answer.headers:
        raise ConsentError(f"{answer.status_code}: {answer.text[-300:]}")
    return answer.headers["location"]
