"""A push service, and the browsers behind it? Takes what `vault.remind` sends, checks who sent it, and really opens it.

RFC 8030 (delivery), RFC 8188 and 8291 (encryption), RFC 8292 (VAPID).
"""

import base64
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from infra.local.sandbox.exchange import Answer, Asked, told

HOST = "push.sandbox.test"
_LONGEST_VAPID = 24 * 3_600


@dataclass
class Device:
    """A browser that has subscribed; `key` binds it to one sender."""

    private: ec.EllipticCurvePrivateKey
    auth: bytes
    messages: list[Any] = field(default_factory=list)
    sender: str = ""
    gone: bool = False
    refusal: Answer | None = None
    """What its push service answers instead of taking anything."""


@dataclass
class PushService:
    devices: dict[str, Device] = field(default_factory=dict)

    def subscribe(self, base: str) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` would say; `base` is where the sandbox is reached."""
        device_id = secrets.token_urlsafe(16)
        device = Device(ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16))
        self.devices[device_id] = device
        point = device.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": _encoded(point), "auth": _encoded(device.auth)}
        return {"endpoint": f"{base}/{HOST}/send/{device_id}", "keys": keys}

    def device(self, endpoint: str) -> Device:
        """Raises KeyError."""
        return self.devices[endpoint.rpartition("/")[2]]

    def take(self, asked: Asked, now: float) -> Answer:
        device = self.devices.get(asked.path.rpartition("/")[2])
        if device is None or device.gone:
            return Answer(410 if device else 404, b"")
        if device.refusal:
            return device.refusal
        if not asked.headers.get("ttl", "").isdigit() or asked.headers.get("content-encoding") != "aes128gcm":
            return told({"error": "TTL and Content-Encoding: aes128gcm"}, 400)
        sender = _sender(asked, now)
        if sender is None or sender != (device.sender or sender):
            return Answer(403, b"")
        device.sender = sender
        try:
            device.messages.append(json.loads(_opened(asked.body, device)))
        except (IndexError, InvalidTag, ValueError):
            return Answer(400, b"")
        return Answer(201, b"")


def _sender(asked: Asked, now: float) -> str | None:
    """The public key that has signed, if all that it signed is right."""
    scheme, _, rest = asked.headers.get("authorization", "").partition(" ")
    said = dict(each.strip().partition("=")[::2] for each in rest.split(","))
    if scheme.lower() != "vapid" or not {"t", "k"} <= set(said):
        return None
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(said["k"]))
        claims = jwt.decode(said["t"], key, algorithms=["ES256"], audience=asked.base, options={"verify_exp": False})
    except (jwt.InvalidTokenError, ValueError):
        return None
    is_known = str(claims.get("sub", "")).startswith(("mailto:", "https:"))
    return said["k"] if is_known and now < claims.get("exp", 0) <= now + _LONGEST_VAPID else None


def _opened(body: bytes, device: Device) -> bytes:
    """As a browser does it (RFC 8188 §2.2, RFC 8291 §3.4): written apart from the sender's side."""
    salt, length = body[:16], body[20]
    sender, sealed = body[21 : 21 + length], body[21 + length :]
    own = device.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    secret = device.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    material = HKDF(SHA256(), 32, device.auth, b"WebPush: info\0" + own + sender).derive(secret)
    key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(material)
    nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(material)
    text = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
    if not text.endswith(b"\2"):
        raise ValueError("not the last record")
    return text[:-1]


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
