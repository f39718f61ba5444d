"""How do parts become an object? By what the storage holds, never by what a client says alone.

    all parts there, lengths and composite hash as announced -> assembled
    parts missing, or the client says something else         -> why not; the upload goes on
    other lengths, another hash                              -> it can never be what was announced
    no multipart upload (any more)                           -> assembled before, or aborted: the object decides

Whatever comes of it, `finalise` looks at the object itself. Assembling a file of 50 GiB may take the storage minutes:
then this call ends without an answer, and the event of the finished object, or the next call, commits it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.shared.problems import Code, Problem
from functions.vault.uploads import parts
from functions.vault.uploads.parts import Claim, Part, Verdict
from functions.vault.uploads.ports_parts import Multipart
from functions.vault.uploads.uploads import Upload

Claims = Mapping[str, Sequence[Claim]]
"""What a client says of the parts that it sent, by upload id; of some or of none."""


@dataclass(frozen=True, slots=True)
class Assembling:
    multipart: Multipart

    def assemble(self, uploads: Sequence[Upload], claims: Claims) -> dict[str, Problem]:
        """Why an upload is not assembled, by its id; `integrity` is for ever."""
        begun = [upload for upload in uploads if upload.multipart_id]
        refused: dict[str, Problem] = {}
        whole: list[tuple[Upload, list[Part]]] = []
        for upload, held in zip(begun, self.multipart.held(begun), strict=True):
            if held is None:
                continue
            if problem := _refusal(upload, held, claims.get(upload.id)):
                refused[upload.id] = problem
            else:
                whole.append((upload, held))
        self.multipart.assemble(whole)
        return refused

    def abort(self, uploads: Sequence[Upload]) -> None:
        for upload in uploads:
            if upload.multipart_id:
                self.multipart.abort(upload)


def _refusal(upload: Upload, held: Sequence[Part], claims: Sequence[Claim] | None) -> Problem | None:
    if claims is not None and (why := parts.contradiction(upload.size, held, claims)):
        return Problem(Code.INVALID_REQUEST, why)
    verdict = parts.judge(upload.size, upload.sha256, held)
    if verdict is Verdict.WRONG:
        return Problem(Code.INTEGRITY)
    if verdict is Verdict.INCOMPLETE:
        return Problem(Code.UPLOAD_INCOMPLETE, f"{len(held)} of {parts.number_of(upload.size)} parts have arrived")
    return None
