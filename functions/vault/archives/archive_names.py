"""Under which names do nodes stand in an archive? Safe to unpack on every common system, and never two alike; pure.

A path is made of components without a separator, so it is never absolute and never leads upwards; a drive letter has a
colon, which none has. What the systems forbid or read differently (Microsoft: Naming Files, Paths, and Namespaces)
becomes `_`. Two names are alike when they are in any case and in any composition, as on Windows and macOS.
"""

import re
from dataclasses import dataclass, field

from functions.vault.core import names

_UNSAFE = re.compile('[\x00-\x1f\x7f-\x9f<>:"/\\\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)", re.IGNORECASE)
"""Whatever extension follows."""


def component(name: str) -> str:
    """One folder or file name of a path; at most `names.MAX_BYTES` long."""
    safe = _UNSAFE.sub("_", name).strip().rstrip(". ")
    if not safe or _DEVICE.fullmatch(safe.partition(".")[0].rstrip()):
        safe = f"_{safe}"
    return safe.encode()[: names.MAX_BYTES].decode(errors="ignore").rstrip(". ")


@dataclass(frozen=True, slots=True)
class Directory:
    """One folder of an archive; `path` is empty at the top, else it ends in a slash."""

    path: str = ""
    taken: set[str] = field(default_factory=set, repr=False)

    def place(self, name: str, last_resort: str) -> str:
        """The path of a new file there; `last_resort` is unique in this vault."""
        wanted = component(name)
        found = names.free(wanted, self.taken, last_resort)
        number = 0
        while names.key(found) in self.taken:
            number += 1
            found = names.free(wanted, self.taken, f"{last_resort} {number}")
        self.taken.add(names.key(found))
        return self.path + found

    def inside(self, name: str, last_resort: str) -> "Directory":
        """A new folder there."""
        return Directory(self.place(name, last_resort) + "/")
