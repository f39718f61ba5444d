"""How are pictures asked for? A job for each on the queue Pictures."""

from collections.abc import Sequence

from functions.shared import pictures
from functions.shared.logs import logger
from functions.shared.outbox import NotSentError, Outbox
from functions.shared.pictures import Job
from functions.vault.core.nodes import Node


class PictureDesk:
    """Implements `ports_pictures.Desk`."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def ask(self, nodes: Sequence[Node]) -> bool:
        try:
            self._outbox.send([pictures.encode(_job(node)) for node in nodes])
        except NotSentError:
            logger.exception("pictures not asked for")
            return False
        return True


def _job(node: Node) -> Job:
    return Job(node.user_id, node.id, node.rev_id, str(node.key), node.version_id, node.detected_mime or node.mime)
