"""How does Instagram ask a user for consent? Instagram API with Instagram Login (v25.0), by plain requests.

    code (1 hour, once) -> short token (1 hour) -> long-lived token (60 days, kept)

Meta, "Business Login for Instagram" (read November 2026). No PKCE and no way to revoke are documented.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import requests

from functions.connect import calls
from functions.connect.connections import Account
from functions.connect.ports import Exchanged, RefusedError
from functions.connect.providers import Offer
from functions.shared.audience import meta_errors
from functions.shared.audience.errors import Outcome, Verdict
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import SHORT_LIVED, AccessToken, LongLivedToken

AUTH_URL = "https://www.instagram.com/oauth/authorize"
TOKEN_URL = "https://api.instagram.com/oauth/access_token"
EXCHANGE_URL = "https://graph.instagram.com/access_token"
ME_URL = "https://graph.instagram.com/v25.0/me"
PROFESSIONAL = frozenset({"business", "media_creator", "creator"})
_UNREADABLE = Outcome(Verdict.RETRY, "unreadable")


class InstagramConsent:
    """Implements `ports.ConsentPage`."""

    def __init__(self, offer: Offer, session: requests.Session) -> None:
        self._offer = offer
        self._session = session

    def address(self, client: ProviderClient, back: str, state: str, verifier: str) -> str:  # noqa: ARG002 - no PKCE
        query = {
            "client_id": client.client_id,
            "redirect_uri": back,
            "response_type": "code",
            "scope": ",".join(self._offer.scopes),
            "state": state,
        }
        return f"{client.at(AUTH_URL)}?{urlencode(query)}"

    def exchange(self, client: ProviderClient, back: str, code: str, verifier: str, now: float) -> Exchanged:  # noqa: ARG002
        form = {
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "grant_type": "authorization_code",
            "redirect_uri": back,
            "code": code,
        }
        short = _first(
            calls.ask(
                lambda: self._session.post(client.at(TOKEN_URL), data=form, timeout=calls.TIMEOUT),
                meta_errors.classify,
                now,
            )
        )
        access, scopes = _token(short), _permissions(short, self._offer)
        long = self._long_lived(client, access, now)
        expires_in = long.get("expires_in")
        if type(expires_in) is not int or expires_in < SHORT_LIVED:
            raise RefusedError(_UNREADABLE)
        kept = _token(long)
        return Exchanged(LongLivedToken(kept), AccessToken(kept), scopes, int(now) + expires_in)

    def account(self, client: ProviderClient, access: AccessToken, now: float) -> Account | None:
        """None for a personal account: it has no insights. Meta's notices name people by the app-scoped id."""
        fields = "id,user_id,username,name,account_type"
        me = self._get(client.at(ME_URL), {"fields": fields, "access_token": access.reveal()}, now)
        if calls.text(me.get("account_type")).lower() not in PROFESSIONAL:
            return None
        own, scoped = calls.text(str(me.get("user_id") or "")), calls.text(str(me.get("id") or ""))
        if not own and not scoped:
            raise RefusedError(_UNREADABLE)
        handle = calls.text(me.get("username"))
        return Account(own or scoped, scoped or own, calls.text(me.get("name")) or handle, handle)

    def _long_lived(self, client: ProviderClient, short: str, now: float) -> Mapping[str, Any]:
        query = {"grant_type": "ig_exchange_token", "client_secret": client.client_secret, "access_token": short}
        return self._get(client.at(EXCHANGE_URL), query, now)

    def _get(self, url: str, query: Mapping[str, str], now: float) -> Mapping[str, Any]:
        return calls.ask(
            lambda: self._session.get(url, params=dict(query), timeout=calls.TIMEOUT), meta_errors.classify, now
        )


def _first(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Documented is `{"data": [{...}]}`; the flat object is seen too."""
    data = body.get("data")
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return data[0]
    return body


def _token(body: Mapping[str, Any]) -> str:
    found = body.get("access_token")
    if not isinstance(found, str) or not found:
        raise RefusedError(_UNREADABLE)
    return found


def _permissions(body: Mapping[str, Any], offer: Offer) -> tuple[str, ...]:
    """Text with commas or a list; left out, they are those asked for (RFC 6749 §5.1)."""
    told = body.get("permissions", list(offer.scopes))
    listed = told.split(",") if isinstance(told, str) else told if isinstance(told, list) else []
    return tuple(sorted(each.strip() for each in listed if isinstance(each, str) and each.strip()))
