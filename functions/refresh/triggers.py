"""What is done with messages and schedules? One message that fails is reported alone; the rest of its batch is done.

What cannot be handled (not ours, or an exception that is no outcome) comes again and ends in the dead letters.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from functions.refresh.plan import Plan
from functions.refresh.retaining import Retaining
from functions.shared import pulls
from functions.shared.logs import logger
from functions.shared.problems import Code, Problem

if TYPE_CHECKING:
    from functions.refresh.pulling import Pulling


def pull(event: Mapping[str, Any], pulling: "Pulling") -> dict[str, Any]:
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(
        event=dict(event),
        record_handler=lambda record: _handle(record, pulling),
        processor=processor,
    )
    return dict(answer)


def _handle(record: Any, pulling: "Pulling") -> None:
    try:
        message = pulls.decode(record.body)
        said = pulling.pull(message)
    except Exception as error:
        logger.exception("pull failed", extra={"message_id": record.message_id})
        away = isinstance(error, Problem) and error.code is Code.UNAVAILABLE
        pulling.metrics.count("PullPostponed" if away else "PullPoison")
        raise
    logger.info("pull", extra={"connection_id": message.connection_id, "pull_no": message.pull_no, "result": said})


def plan(planning: Plan) -> dict[str, Any]:
    planned = asdict(planning.tick())
    logger.info("plan", extra=planned)
    return planned


def retain(retaining: Retaining) -> dict[str, Any]:
    retained = asdict(retaining.run())
    logger.info("retain", extra=retained)
    return retained
