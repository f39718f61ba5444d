"""How do domain values look from outside? Turns them into the public models, and tokens into cookies or native
fields.
"""

from functions.auth import phone, refresh_token, signing_keys
from functions.auth.otp import DIGITS, LIFETIME, TOTAL_LIFETIME
from functions.auth.refresh_token import RefreshToken
from functions.auth.schemas import (
    ChallengeView,
    NativeChallenge,
    NativeSignedIn,
    NativeTokenPair,
    SessionView,
    SignedInView,
    TokenPair,
    UserView,
)
from functions.auth.sessions import Session
from functions.auth.sign_in import Begun, SignedIn
from functions.auth.users import User
from functions.auth.wiring import Auth
from functions.shared.client import Client, Cookie
from functions.shared.clock import rfc3339
from functions.shared.ids import new_id
from functions.shared.signature import Reply

OTP_COOKIE = "__Host-otp"
REFRESH_COOKIE = "__Host-refresh"
FORGET_OTP = Cookie(OTP_COOKIE, "", 0)
FORGET_REFRESH = Cookie(REFRESH_COOKIE, "", 0)


def challenge(begun: Begun, client: Client) -> Reply[ChallengeView | NativeChallenge]:
    facts = {
        "challenge_id": begun.challenge.id,
        "code_length": DIGITS,
        "expires_in": LIFETIME,
        "resend_in": begun.resend_in,
    }
    if client.native:
        return Reply(NativeChallenge.model_validate({**facts, "binding": begun.binding}))
    cookie = Cookie(OTP_COOKIE, f"{begun.challenge.id}.{begun.binding}", TOTAL_LIFETIME)
    return Reply(ChallengeView.model_validate(facts), (cookie,))


def binding(client: Client, challenge_id: str, sent: str | None) -> str:
    """The value that ties this browser or app to the challenge; empty when it is not there."""
    if client.native:
        return sent or ""
    owner, _, value = client.cookies.get(OTP_COOKIE, "").partition(".")
    return value if owner == challenge_id else ""


def presented(client: Client, sent: str | None) -> str | None:
    """The refresh token that came along. Raises Problem(cross_site) where a cookie came from another site."""
    if client.native:
        return sent
    client.require_same_site()
    return client.cookies.get(REFRESH_COOKIE)


def user(value: User) -> UserView:
    return UserView.model_validate(
        {
            "id": value.id,
            "phone_masked": phone.masked(value.phone),
            "display_name": value.display_name,
            "locale": value.locale,
            "role": value.role,
            "created_at": rfc3339(value.created_at),
        }
    )


def signed_in(done: SignedIn, client: Client, auth: Auth) -> Reply[SignedInView | NativeSignedIn]:
    facts = {
        "access_token": access_token(done.token, auth),
        "expires_in": signing_keys.ACCESS_LIFETIME,
        "is_new": done.is_new,
        "user": user(done.user),
    }
    encoded = refresh_token.encode(done.token, auth.sign_in.keyring())
    if client.native:
        return Reply(NativeSignedIn.model_validate({**facts, "refresh_token": encoded}))
    return Reply(SignedInView.model_validate(facts), (FORGET_OTP, _refresh_cookie(encoded)))


def refreshed(token: RefreshToken, client: Client, auth: Auth) -> Reply[TokenPair | NativeTokenPair]:
    facts = {"access_token": access_token(token, auth), "expires_in": signing_keys.ACCESS_LIFETIME}
    encoded = refresh_token.encode(token, auth.sign_in.keyring())
    if client.native:
        return Reply(NativeTokenPair.model_validate({**facts, "refresh_token": encoded}))
    return Reply(TokenPair.model_validate(facts), (_refresh_cookie(encoded),))


def access_token(token: RefreshToken, auth: Auth) -> str:
    return signing_keys.access_token(
        auth.keys.keys(),
        issuer=auth.issuer,
        user_id=token.user_id,
        session_id=token.session_id,
        token_id=new_id(auth.clock()),
        now=auth.now,
    )


def session(value: Session, current: str) -> SessionView:
    return SessionView(
        id=value.id,
        device_name=value.device_name,
        created_at=rfc3339(value.created_at),
        last_seen_at=rfc3339(value.rotated_at),
        expires_at=rfc3339(min(value.idle_expires_at, value.absolute_expires_at)),
        current=value.id == current,
    )


def _refresh_cookie(encoded: str) -> Cookie:
    return Cookie(REFRESH_COOKIE, encoded, refresh_token.IDLE)
