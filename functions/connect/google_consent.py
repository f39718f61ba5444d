"""How does Google ask a user for consent, and take it back? google-auth-oauthlib's flow, once per registration.

https://developers.google.com/identity/protocols/oauth2/web-server: access_type=offline and prompt=consent bring a
refresh token every time; PKCE (S256) with the verifier of [Note: Nothing replayable]. include_granted_scopes is left
out: a token should open what it was asked for and no more.
"""

import os
from collections.abc import Callable

import requests
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2.rfc6749.errors import OAuth2Error

from functions.connect import calls
from functions.connect.connections import Account
from functions.connect.ports import Exchanged, RefusedError
from functions.connect.providers import Offer
from functions.shared.audience import google_errors
from functions.shared.audience.errors import Outcome, Refusal, Verdict
from functions.shared.google_tokens import TOKEN_URL
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import AccessToken, LongLivedToken, RefreshToken

AUTH_URL = "https://accounts.google.com/o/oauth2/v2/auth"
REVOKE_URL = "https://oauth2.googleapis.com/revoke"
WhoIsIt = Callable[[ProviderClient, AccessToken, float], Account | None]


class GoogleConsent:
    """Implements `ports.ConsentPage`; `who` asks the provider's API whose consent it was."""

    def __init__(self, offer: Offer, who: WhoIsIt) -> None:
        self._offer = offer
        self._who = who

    def address(self, client: ProviderClient, back: str, state: str, verifier: str) -> str:
        flow = self._flow(client, back, verifier)
        url, _ = flow.authorization_url(state=state, access_type="offline", prompt="consent")
        return str(url)

    def exchange(self, client: ProviderClient, back: str, code: str, verifier: str, now: float) -> Exchanged:
        flow = self._flow(client, back, verifier)
        flow.oauth2session.register_compliance_hook("access_token_response", lambda answer: _sound(answer, now))
        token, outcome = None, Outcome(Verdict.RETRY, "no_answer")
        try:
            token = flow.fetch_token(code=code, timeout=calls.TIMEOUT)
        except RefusedError as refused:
            outcome = refused.outcome
        except OAuth2Error:
            outcome = Outcome(Verdict.RETRY, "unreadable")
        except requests.RequestException:
            pass
        if token is None:  # outside of the handlers: the errors' text may quote the request
            raise RefusedError(outcome)
        if not isinstance(token.get("refresh_token"), str) or not isinstance(token.get("access_token"), str):
            raise RefusedError(Outcome(Verdict.BUG, "no_refresh_token"))
        return Exchanged(
            kept=RefreshToken(token["refresh_token"]),
            access=AccessToken(token["access_token"]),
            scopes=tuple(sorted(map(str, token.scopes if "scope" in token else self._offer.scopes))),
        )

    def account(self, client: ProviderClient, access: AccessToken, now: float) -> Account | None:
        return self._who(client, access, now)

    def _flow(self, client: ProviderClient, back: str, verifier: str) -> Flow:
        # oauthlib raises a Warning where fewer scopes were granted than asked for; we compare them ourselves
        os.environ.setdefault("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")
        registration = {
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "auth_uri": client.at(AUTH_URL),
            "token_uri": client.at(TOKEN_URL),
        }
        return Flow.from_client_config(
            {"web": registration},
            scopes=list(self._offer.scopes),
            redirect_uri=back,
            code_verifier=verifier,
            autogenerate_code_verifier=False,
        )


class GoogleRevoker:
    """Implements `ports.Revoker`. A token that Google does not know (any more) counts as revoked: 400."""

    def __init__(self, session: requests.Session) -> None:
        self._session = session

    def revoke(self, client: ProviderClient, token: RefreshToken | LongLivedToken) -> bool:
        try:
            answer = self._session.post(client.at(REVOKE_URL), data={"token": token.reveal()}, timeout=calls.TIMEOUT)
        except requests.RequestException:
            return False
        return answer.status_code in (200, 400)


def _sound(answer: requests.Response, now: float) -> requests.Response:
    """Oauthlib reads any text as a token answer and forgets the status."""
    calls.read(answer, _classify, now)
    return answer


def _classify(refusal: Refusal, now: float) -> Outcome:
    return google_errors.classify(refusal, now)
