"""Who is this person? Sign-in by phone and SMS code, sessions, profile. The table of contents of the service."""

from typing import Any

from chalice.app import Rate

from functions.auth import signing_keys, views, wiring
from functions.auth.schemas import (
    ChallengeView,
    Jwks,
    NativeChallenge,
    NativeSignedIn,
    NativeTokenPair,
    RefreshTokens,
    ResendOtp,
    SessionList,
    SignedInView,
    StartOtp,
    TokenPair,
    UpdateMe,
    UserView,
    VerifyOtp,
)
from functions.auth.sign_in import Device
from functions.auth.wiring import Auth
from functions.shared.access import Caller
from functions.shared.client import Client
from functions.shared.http import Service
from functions.shared.logs import logger
from functions.shared.signature import Reply

app = Service("auth", wiring.wire)


@app.endpoint("POST", "/auth/otp", status=202)
def start(body: StartOtp, client: Client, auth: Auth) -> Reply[ChallengeView | NativeChallenge]:
    device = Device(client.network, client.user_agent)
    return views.challenge(auth.sign_in.begin(body.phone, body.locale, device, auth.now), client)


@app.endpoint("POST", "/auth/otp/{challenge_id}/resend", status=202)
def resend(challenge_id: str, body: ResendOtp, client: Client, auth: Auth) -> Reply[ChallengeView | NativeChallenge]:
    binding = views.binding(client, challenge_id, body.binding)
    device = Device(client.network, client.user_agent)
    return views.challenge(auth.sign_in.resend(challenge_id, binding, device, auth.now), client)


@app.endpoint("POST", "/auth/otp/{challenge_id}/verify")
def verify(challenge_id: str, body: VerifyOtp, client: Client, auth: Auth) -> Reply[SignedInView | NativeSignedIn]:
    binding = views.binding(client, challenge_id, body.binding)
    device = Device(client.network, client.user_agent, body.device_name)
    return views.signed_in(auth.sign_in.verify(challenge_id, binding, body.code, device, auth.now), client, auth)


@app.endpoint("POST", "/auth/refresh")
def refresh(body: RefreshTokens, client: Client, auth: Auth) -> Reply[TokenPair | NativeTokenPair]:
    token = views.presented(client, body.refresh_token) or ""
    return views.refreshed(auth.accounts.refresh(token, auth.now), client, auth)


@app.endpoint("POST", "/auth/logout", status=204)
def logout(body: RefreshTokens, client: Client, auth: Auth) -> Reply[None]:
    auth.accounts.sign_out(views.presented(client, body.refresh_token), auth.now)
    return Reply(None, (views.FORGET_REFRESH,))


@app.endpoint("POST", "/auth/logout-all", status=204)
def logout_all(caller: Caller, auth: Auth) -> Reply[None]:
    auth.accounts.sign_out_everywhere(caller.user_id, auth.now)
    auth.access.forget(caller.user_id, caller.session_id)
    return Reply(None, (views.FORGET_REFRESH,))


@app.endpoint("GET", "/auth/sessions")
def sessions(caller: Caller, auth: Auth) -> SessionList:
    alive = auth.accounts.live_sessions(caller.user_id, auth.now)
    return SessionList(items=[views.session(session, caller.session_id) for session in alive])


@app.endpoint("DELETE", "/auth/sessions/{session_id}", status=204)
def end_session(session_id: str, caller: Caller, auth: Auth) -> None:
    auth.accounts.end_session(caller.user_id, session_id, auth.now)
    auth.access.forget(caller.user_id, session_id)


@app.endpoint("GET", "/auth/me")
def me(caller: Caller, auth: Auth) -> UserView:
    return views.user(auth.accounts.profile(caller.user_id))


@app.endpoint("PATCH", "/auth/me")
def update_me(body: UpdateMe, caller: Caller, auth: Auth) -> UserView:
    return views.user(auth.accounts.update(caller.user_id, body.model_dump(exclude_unset=True, exclude_none=True)))


@app.endpoint("DELETE", "/auth/me", status=204)
def delete_me(caller: Caller, auth: Auth) -> Reply[None]:
    auth.accounts.erase(caller.user_id, auth.now)
    auth.access.forget(caller.user_id, caller.session_id)
    return Reply(None, (views.FORGET_REFRESH,))


@app.endpoint("GET", "/auth/.well-known/jwks.json", cache_seconds=signing_keys.JWKS_MAX_AGE)
def jwks(auth: Auth) -> Jwks:
    return Jwks.model_validate({"keys": auth.keys.keys().jwks()})


@app.schedule(Rate(30, unit=Rate.DAYS), name="rotate_keys")
def rotate_keys(_event: Any) -> dict[str, str]:
    auth = wiring.wire()
    kid = auth.keys.rotate(auth.now)
    logger.info("signing key added", extra={"kid": kid})
    return {"kid": kid}


@app.schedule(Rate(15, unit=Rate.MINUTES), name="sweep")
def sweep(_event: Any) -> dict[str, int]:
    auth = wiring.wire()
    return {"erasures": auth.accounts.finish_erasures(auth.now)}
