"""What runs as the emulator's process? ministack 1.5.33, with what it leaves out of AWS and we serve by.

S3: the `response-*` parameters of a presigned GET (name and type of a download) and `Range` hold for a version too.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
SQS: IAM has no action for batches: who may send one message may send ten.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
A queue keeps its address: after a start on another port, workers find theirs by account and name.
"""

from typing import Any

from ministack import app
from ministack.core import iam_actions
from ministack.services import s3, sqs


def _serve_versions_as_present_objects() -> None:
    plain = s3._get_object  # noqa: SLF001 - there is no public place for it

    def get_object(bucket: str, key: str, headers: Any, query: Any = None) -> Any:
        status, answered, body = plain(bucket, key, headers, query)
        if status == 200 and query and "versionId" in query:
            s3._apply_response_overrides(answered, query)  # noqa: SLF001 - as above
            if asked := headers.get("range"):
                return _part_of(asked, answered, body)
        return status, answered, body

    s3._get_object = get_object  # noqa: SLF001 - as above


def _part_of(asked: str, answered: dict[str, str], body: bytes) -> Any:
    span = s3._parse_range(asked, len(body))  # noqa: SLF001 - as above
    if span is None:
        return 416, {"Content-Range": f"bytes */{len(body)}"}, b""
    first, last = span
    of_the_whole = [name for name in answered if name.lower().startswith("x-amz-checksum-")]
    kept = {name: value for name, value in answered.items() if name not in of_the_whole}
    partial = {"Content-Length": str(last + 1 - first), "Content-Range": f"bytes {first}-{last}/{len(body)}"}
    return 206, {**kept, **partial}, body[first : last + 1]


def _allow_batches_by_their_single_action() -> None:
    plain = iam_actions.extract_iam_action

    def action(service: str, *request: Any) -> str | None:
        named: str | None = plain(service, *request)
        return named.removesuffix("Batch") if named and service == "sqs" else named

    iam_actions.extract_iam_action = action


def _find_queues_made_on_another_port() -> None:
    plain = sqs._queue_url_for_account  # noqa: SLF001 - as above

    def url(account: str, name: str) -> str:
        here: str = plain(account, name)
        kept = (str(each) for each in list(sqs._queues) if str(each).endswith(f"/{account}/{name}"))  # noqa: SLF001
        return next(kept, here)

    sqs._queue_url_for_account = url  # noqa: SLF001 - as above


if __name__ == "__main__":
    _allow_batches_by_their_single_action()
    _serve_versions_as_present_objects()
    _find_queues_made_on_another_port()
    app.main()
