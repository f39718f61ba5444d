"""Under which name is a download saved? The Content-Disposition header (RFC 6266), always plain ASCII; pure."""

import re
import unicodedata
from urllib.parse import quote

_ATTR_CHARS = "!#$&+.^_`|~"
"""What RFC 8187 §3.2.1 lets stand unescaped beside letters, digits and `-` (`quote` keeps those by itself)."""
_UNSAFE = re.compile(r'[^\x20-\x7e]|["\\%;]')
"""Outside printable ASCII, or read differently by some browser inside a quoted string."""


def header(name: str, *, inline: bool) -> str:
    """`filename` for what knows nothing better, `filename*` with the real name for everything else."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    fallback = _UNSAFE.sub("_", plain).strip() or "file"
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe=_ATTR_CHARS)}"
