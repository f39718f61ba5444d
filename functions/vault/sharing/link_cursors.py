"""Where does the next page of a link's list begin? As in `cursors`, but a visitor can read nothing from it; pure.

The last place seen is a name, and may be that of a note, which the link does not show. So it is sealed (AES-256-GCM),
under a key that comes from the share's own, for this share and this folder; all are equally long.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from functions.vault.core import cursors, names
from functions.vault.sharing.sharing import Share

_NONCE = 12
_LONGEST_KEY = 3 * names.MAX_BYTES
_FILLER = b"\0"
"""In no name."""


def encode(share: Share, folder_id: str, place: str) -> str:
    nonce, filled = secrets.token_bytes(_NONCE), place.encode().ljust(_LONGEST_KEY, _FILLER)
    return cursors.packed(nonce + _cipher(share).encrypt(nonce, filled, _list(share, folder_id)))


def decode(cursor: str, share: Share, folder_id: str) -> str:
    """The last place seen. Raises Problem(invalid_request) unless the cursor was given out in this list."""
    raw = cursors.unpacked(cursor)
    try:
        filled = _cipher(share).decrypt(raw[:_NONCE], raw[_NONCE:], _list(share, folder_id))
    except (InvalidTag, ValueError):
        raise cursors.refusal() from None
    return filled.rstrip(_FILLER).decode()


def _cipher(share: Share) -> AESGCM:
    return AESGCM(hmac.digest(share.access_key.encode(), b"share-cursor/v1", hashlib.sha256))


def _list(share: Share, folder_id: str) -> bytes:
    return f"{share.id}|{folder_id}".encode()
