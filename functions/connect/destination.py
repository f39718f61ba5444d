r"""Where does a browser come back to? Only to a page of our own; pure.

A path is taken that cannot be read in two ways: plain ASCII segments, so neither `//host`, `\host`, a scheme, user
info, percent signs, control characters nor dot segments. It is put behind our own origin all the same.
"""

import re

from functions.shared.problems import Code, Problem

HOME = "/connections/"
MAX_LENGTH = 200
_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?", re.ASCII)
_API = "/api/"


def own_path(written: str | None) -> str:
    """HOME for None. Raises Problem(invalid_request)."""
    if written is None:
        return HOME
    own = len(written) <= MAX_LENGTH and _PATH.fullmatch(written) and not f"{written}/".lower().startswith(_API)
    if not own:
        raise Problem(Code.INVALID_REQUEST, errors=[{"field": "next", "reason": "not_a_page"}])
    return written


def address(site: str, path: str, provider: str, result: str) -> str:
    return f"{site}{path}?connect={provider}&result={result}"


def callback(site: str, provider: str) -> str:
    """The redirect_uri that a provider has on file."""
    return f"{site}/api/connect/{provider}/callback"
