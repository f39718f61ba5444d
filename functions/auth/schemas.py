"""What does the auth API accept and answer? The public contract; times are RFC 3339, ids opaque."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from functions.shared.models import Input, Output

Locale = Literal["tr", "en"]
Role = Literal["company", "influencer", "none"]
Written = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\p{C}]+$")]
"""Visible text: no control, format (bidi overrides) or unassigned characters."""
Secret = Annotated[str, StringConstraints(max_length=400)]


class StartOtp(Input):
    phone: Written
    locale: Locale = "tr"


class ResendOtp(Input):
    binding: Secret | None = None
    """Native clients only: the value that browsers hold in the `__Host-otp` cookie."""


class VerifyOtp(Input):
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    device_name: Name | None = None
    binding: Secret | None = None


class RefreshTokens(Input):
    refresh_token: Secret | None = None
    """Native clients only: browsers hold it in the `__Host-refresh` cookie."""


class UpdateMe(Input):
    display_name: Name | None = None
    locale: Locale | None = None
    role: Role | None = None


class ChallengeView(Output):
    challenge_id: str
    code_length: int
    expires_in: int = Field(description="seconds")
    resend_in: int = Field(description="seconds")


class NativeChallenge(ChallengeView):
    binding: str


class UserView(Output):
    id: str
    phone_masked: str
    display_name: str | None
    locale: Locale
    role: Role
    created_at: str


class TokenPair(Output):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"
    expires_in: int = Field(description="seconds")


class NativeTokenPair(TokenPair):
    refresh_token: str


class SignedInView(TokenPair):
    is_new: bool
    user: UserView


class NativeSignedIn(SignedInView):
    refresh_token: str


class SessionView(Output):
    id: str
    device_name: str | None
    created_at: str
    last_seen_at: str
    expires_at: str
    current: bool


class SessionList(Output):
    items: list[SessionView]
    next_cursor: str | None = None


class Jwk(Output):
    kty: str
    crv: str
    x: str
    y: str
    kid: str
    use: str
    alg: str


class Jwks(Output):
    keys: list[Jwk]
