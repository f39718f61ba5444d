"""How does a refresh token become an access token at Google? One POST, by google-auth; nothing is kept.

https://developers.google.com/identity/protocols/oauth2/web-server#offline
"""

import json
from dataclasses import dataclass
from datetime import UTC

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials

from functions.shared.audience.errors import Refusal
from functions.shared.provider_clients import ProviderClient
from functions.shared.tokens.grants import AccessToken, RefreshToken

TOKEN_URL = "https://oauth2.googleapis.com/token"


class RefusedError(Exception):
    """Google gave no token; `refusal` is for `audience.google_errors.classify`. Its text carries nothing secret."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"token refused: status {refusal.status}")
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Renewed:
    """`refresh_token`: a new one, where Google rotates it; the old one may be dead from now on."""

    access_token: AccessToken
    expires_at: float
    refresh_token: RefreshToken | None
    credentials: Credentials
    """The same for Google's own clients; they must not renew it themselves: one flight per connection."""


def renew(client: ProviderClient, token: RefreshToken, session: requests.Session) -> Renewed:
    """Raises RefusedError."""
    credentials = Credentials(  # type: ignore[no-untyped-call] # untyped in google-auth
        token=None,
        refresh_token=token.reveal(),
        token_uri=client.at(TOKEN_URL),
        client_id=client.client_id,
        client_secret=client.client_secret,
    )
    refusal: Refusal | None = None
    try:
        credentials.refresh(Request(session))  # type: ignore[no-untyped-call] # as above
    except RefreshError as error:
        refusal = _refusal(error)
    except (TransportError, GoogleAuthError):
        refusal = Refusal(0)
    except (AttributeError, KeyError, TypeError, ValueError):
        refusal = Refusal(200)  # google-auth takes any JSON with status 200 for a token
    if refusal is not None:  # outside of the handler: the error's text may quote parameters
        raise RefusedError(refusal)
    rotated = credentials.refresh_token
    return Renewed(
        access_token=AccessToken(str(credentials.token)),
        expires_at=credentials.expiry.replace(tzinfo=UTC).timestamp() if credentials.expiry else 0.0,
        refresh_token=RefreshToken(rotated) if rotated and rotated != token.reveal() else None,
        credentials=Credentials(credentials.token),  # type: ignore[no-untyped-call] # as above
    )


def _refusal(error: RefreshError) -> Refusal:
    """google-auth hands over the answer's JSON, not its status: RFC 6749 §5.2 makes it 400."""
    body = error.args[1] if len(error.args) > 1 else ""
    text = body if isinstance(body, str) else json.dumps(body)
    return Refusal(503 if getattr(error, "retryable", False) else 400, text)
