"""What can go wrong in front of a client? One flat list of codes, one exception, one renderer (RFC 9457).

A code is part of the public contract: clients choose their words by it. `detail` is public, `private` only logged.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import Any


class Code(StrEnum):
    # the request itself
    MALFORMED_JSON = "malformed_json"
    INVALID_REQUEST = "invalid_request"
    BODY_TOO_LARGE = "body_too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    NOT_FOUND = "not_found"
    RATE_LIMITED = "rate_limited"
    IDEMPOTENCY_MISMATCH = "idempotency_mismatch"
    PRECONDITION_FAILED = "precondition_failed"
    PRECONDITION_REQUIRED = "precondition_required"
    # who is asking, and from where
    UNAUTHENTICATED = "unauthenticated"
    TOKEN_EXPIRED = "token_expired"
    SESSION_ENDED = "session_ended"
    FORBIDDEN = "forbidden"
    CROSS_SITE = "cross_site"
    EDGE_REQUIRED = "edge_required"
    # signing in
    PHONE_INVALID = "phone_invalid"
    PHONE_UNSUPPORTED = "phone_unsupported"
    CODE_INVALID = "code_invalid"
    CHALLENGE_GONE = "challenge_gone"
    SMS_UNAVAILABLE = "sms_unavailable"
    # the vault
    FILE_TOO_LARGE = "file_too_large"
    TYPE_NOT_ALLOWED = "type_not_allowed"
    QUOTA_EXCEEDED = "quota_exceeded"
    NAME_INVALID = "name_invalid"
    TOO_MANY_UPLOADS = "too_many_uploads"
    UPLOAD_INCOMPLETE = "upload_incomplete"
    INTEGRITY = "integrity"
    NAME_TAKEN = "name_taken"
    CYCLE = "cycle"
    CURSOR_RESET = "cursor_reset"
    PASSWORD_REQUIRED = "password_required"
    PASSWORD_WRONG = "password_wrong"
    # connected accounts
    PROVIDER_UNCONFIGURED = "provider_unconfigured"
    PROVIDER_REFUSED = "provider_refused"
    NEEDS_REAUTH = "needs_reauth"
    PROPERTY_UNKNOWN = "property_unknown"
    AUDIENCE_INVALID = "audience_invalid"
    ACCOUNT_DIFFERS = "account_differs"
    # matching
    AUDIENCE_MISSING = "audience_missing"
    CONFLICT = "conflict"
    LIMIT_REACHED = "limit_reached"
    # us
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


CATALOGUE: Mapping[Code, tuple[int, str]] = {
    Code.MALFORMED_JSON: (400, "The body is not valid JSON"),
    Code.INVALID_REQUEST: (422, "The request has fields that do not fit"),
    Code.BODY_TOO_LARGE: (413, "The body is too large"),
    Code.UNSUPPORTED_MEDIA_TYPE: (415, "The body has another media type than asked for"),
    Code.NOT_FOUND: (404, "There is nothing here"),
    Code.RATE_LIMITED: (429, "Too many requests"),
    Code.IDEMPOTENCY_MISMATCH: (422, "The same client id came with different content"),
    Code.PRECONDITION_FAILED: (412, "It is another revision by now"),
    Code.PRECONDITION_REQUIRED: (428, "Say which revision is meant"),
    Code.UNAUTHENTICATED: (401, "Sign in first"),
    Code.TOKEN_EXPIRED: (401, "The access token has expired"),
    Code.SESSION_ENDED: (401, "The session has ended"),
    Code.FORBIDDEN: (403, "This is not allowed"),
    Code.CROSS_SITE: (403, "The request came from another site"),
    Code.EDGE_REQUIRED: (403, "Requests come through the public address"),
    Code.PHONE_INVALID: (422, "This is not a phone number"),
    Code.PHONE_UNSUPPORTED: (422, "This number cannot receive a code"),
    Code.CODE_INVALID: (401, "The code is not right"),
    Code.CHALLENGE_GONE: (401, "The code is no longer valid"),
    Code.SMS_UNAVAILABLE: (503, "The code could not be sent"),
    Code.FILE_TOO_LARGE: (413, "The file is too large"),
    Code.TYPE_NOT_ALLOWED: (415, "The upload rules leave files of this type out"),
    Code.QUOTA_EXCEEDED: (507, "The storage is full"),
    Code.NAME_INVALID: (422, "The name is not allowed"),
    Code.TOO_MANY_UPLOADS: (429, "Too many uploads are open"),
    Code.UPLOAD_INCOMPLETE: (409, "The content has not arrived yet"),
    Code.INTEGRITY: (422, "The content that arrived is not the content announced"),
    Code.NAME_TAKEN: (409, "Something of that name is there already"),
    Code.CYCLE: (409, "A folder cannot be inside itself"),
    Code.CURSOR_RESET: (410, "The feed no longer reaches back that far"),
    Code.PASSWORD_REQUIRED: (403, "The link asks for a password"),
    Code.PASSWORD_WRONG: (403, "The password is not right"),
    Code.PROVIDER_UNCONFIGURED: (409, "This provider cannot be connected here"),
    Code.PROVIDER_REFUSED: (502, "The provider did not answer"),
    Code.NEEDS_REAUTH: (409, "The account must be connected again"),
    Code.PROPERTY_UNKNOWN: (422, "This property is not one of the account's"),
    Code.AUDIENCE_INVALID: (422, "The audience has faults"),
    Code.ACCOUNT_DIFFERS: (409, "Another account is connected"),
    Code.AUDIENCE_MISSING: (409, "There is no audience to match with yet"),
    Code.CONFLICT: (409, "It was changed in the meantime"),
    Code.LIMIT_REACHED: (409, "There are as many of these as there may be"),
    Code.UNAVAILABLE: (503, "The service is busy"),
    Code.INTERNAL: (500, "Something went wrong on our side"),
}
"""Code -> HTTP status and title. A 5xx is an error in the log; anything else is a client's business."""


class Problem(Exception):
    """A refusal with a public face; raise it anywhere below the edge."""

    def __init__(
        self,
        code: Code,
        detail: str | None = None,
        *,
        private: str | None = None,
        retry_after: int | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
        members: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(private or detail or code.value)
        self.code = code
        self.detail = detail
        self.retry_after = retry_after
        self.errors = tuple(errors)
        self.members = dict(members or {})

    @property
    def status(self) -> int:
        return CATALOGUE[self.code][0]

    def public(self, instance: str | None = None) -> dict[str, Any]:
        """The `application/problem+json` members; `errors` (name and reason, never the value) only with a 422.

        What the problem itself brings along (RFC 9457 §3.2) stands beside them.
        """
        status, title = CATALOGUE[self.code]
        members: dict[str, Any] = {
            **self.members,
            "type": f"https://infofluencer.app/problems/{self.code.value}",
            "title": title,
            "status": status,
            "detail": self.detail or HTTPStatus(status).phrase,
            "code": self.code.value,
        }
        if instance:
            members["instance"] = instance
        if self.errors:
            members["errors"] = list(self.errors)
        return members
