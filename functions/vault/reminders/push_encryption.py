"""How is a push message closed so that only its browser can open it? RFC 8291 on top of RFC 8188 (aes128gcm).

    ECDH(our key of this message, the browser's key), the browser's secret -> IKM -> with a salt: key and nonce

One record, so at most 3,993 bytes of text.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_RECORD = 4_096
_LAST = b"\x02"
"""Ends the last record; padding would follow (RFC 8188 §2)."""


def sealed(
    text: bytes, p256dh: str, auth: str, ours: ec.EllipticCurvePrivateKey | None = None, salt: bytes | None = None
) -> bytes:
    """The body to be sent; `ours` and `salt` are new for every message. Raises ValueError for keys that are none."""
    theirs = decoded(p256dh)
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    ours, salt = ours or ec.generate_private_key(ec.SECP256R1()), salt or secrets.token_bytes(16)
    point = ours.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = _mac(decoded(auth), ours.exchange(ec.ECDH(), public))
    start = _mac(salt, _mac(shared, b"WebPush: info\0" + theirs + point + b"\1"))
    key, nonce = _mac(start, b"Content-Encoding: aes128gcm\0\1")[:16], _mac(start, b"Content-Encoding: nonce\0\1")[:12]
    header = salt + _RECORD.to_bytes(4, "big") + bytes([len(point)]) + point
    return header + AESGCM(key).encrypt(nonce, text + _LAST, None)


def decoded(text: str) -> bytes:
    """Base64url with or without its padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _mac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, hashlib.sha256)
