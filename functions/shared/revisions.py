"""Which revision does a request speak of? The `If-Match` header (RFC 9110 §13.1.1) of conditional writes; pure."""

from dataclasses import dataclass

from functions.shared.problems import Code, Problem


@dataclass(frozen=True, slots=True)
class IfMatch:
    """What a client believes to be the present revision: `"7"`, several of them, `*` for any; None: it does not say.

    [Note: Weakened tags]  RFC 9110 §13.1.1 compares strongly, so `W/"7"` would never match. But who compresses on the
    way makes our `"7"` a `W/"7"` (CloudFront does), and a client that sends back what it got means revision 7: our tags
    name revisions, not bytes.
    """

    header: str | None

    def allows(self, rev: int) -> bool:
        """Raises Problem(precondition_required): without it, who writes last would undo what others wrote before."""
        if not self.header or not self.header.strip():
            raise Problem(Code.PRECONDITION_REQUIRED, "Send If-Match with the revision that was read")
        tags = {tag.strip().removeprefix("W/") for tag in self.header.split(",")}
        return bool(tags & {"*", f'"{rev}"', str(rev)})
