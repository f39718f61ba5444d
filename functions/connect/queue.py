"""How is a pull asked for? One message after the commit; what is lost here `refresh.plan` finds due."""

from botocore.exceptions import BotoCoreError, ClientError

from functions.connect.connections import Connection
from functions.shared.logs import logger
from functions.shared.pulls import Pull, PullQueue, SendFailedError


class QueuedPuller:
    """Implements `ports.Puller`."""

    def __init__(self, queue: PullQueue) -> None:
        self._queue = queue

    def pull(self, connection: Connection) -> None:
        try:
            self._queue.send([Pull(connection.id, connection.pull_no)])
        except (BotoCoreError, ClientError, SendFailedError) as error:
            facts = {"connection_id": connection.id, "error": type(error).__name__}
            logger.warning("pull not queued", extra=facts)
