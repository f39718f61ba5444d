"""What runs as the emulator's process? ministack, with what it leaves out of S3 and we serve by.

1.5.33 ignores the `response-*` parameters of a presigned GET (name and type of a download) when it names a version.
S3 honours them: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
"""

from typing import Any

from ministack import app
from ministack.services import s3


def _honour_overrides_of_versions() -> None:
    plain = s3._get_object  # noqa: SLF001 - there is no public place for it

    def get_object(bucket: str, key: str, headers: Any, query: Any = None) -> Any:
        status, answered, body = plain(bucket, key, headers, query)
        if status == 200 and query and "versionId" in query:
            s3._apply_response_overrides(answered, query)  # noqa: SLF001 - as above
        return status, answered, body

    s3._get_object = get_object  # noqa: SLF001 - as above


if __name__ == "__main__":
    _honour_overrides_of_versions()
    app.main()
