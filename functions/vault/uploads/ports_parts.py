"""What do uploads in parts need from the world? Ports beside those of `ports`; their adapters are `storage_parts` and
`resume_store`.
"""

from collections.abc import Sequence
from typing import Protocol

from functions.vault.uploads.parts import Part
from functions.vault.uploads.uploads import Upload


class Multipart(Protocol):
    """Multipart uploads of the object storage. Every method raises Problem(unavailable) when it does not answer."""

    def begin(self, upload: Upload) -> str:
        """Opens a multipart upload on the upload's key; its id."""

    def part_url(self, upload: Upload, number: int, sha256: str) -> tuple[str, dict[str, str]]:
        """URL and headers of the one PUT that is allowed for a part: exact length and hash."""

    def is_there(self, upload: Upload) -> bool: ...

    def held(self, uploads: Sequence[Upload]) -> list[list[Part] | None]:
        """The stored parts of each by number; None where the multipart upload is over, one way or the other."""

    def assemble(self, whole: Sequence[tuple[Upload, Sequence[Part]]]) -> None:
        """Makes an object of each, where none is yet. What came of it is to be looked at."""

    def abort(self, upload: Upload) -> None:
        """Lets go of the parts; repeatable."""


class ResumeStore(Protocol):
    def keep(self, before: Upload, after: Upload) -> None:
        """Another multipart upload or expiry. Raises OvertakenError when it is no longer as before."""
