"""What is the photos function made of? Built once per process, at the first message; nothing is built at import."""

import os
from collections.abc import Mapping
from functools import cache

from functions.photos.settings import PhotosSettings
from functions.photos.storage import S3Pictures
from functions.photos.working import Working
from functions.shared import aws, s3
from functions.shared.clock import Clock, system_clock
from functions.shared.metrics import EmfMetrics
from functions.shared.outbox import Outbox
from functions.shared.secrets import SecretReader


def build(environment: Mapping[str, str], clock: Clock = system_clock) -> Working:
    settings = PhotosSettings.load(environment)
    store = s3.connect(settings, lambda: SecretReader(aws.client("secretsmanager"), clock))
    return Working(
        storage=S3Pictures(store, settings.storage_bucket),
        outbox=Outbox(aws.client("sqs"), settings.pictured_queue_url),
        metrics=EmfMetrics(),
        clock=clock,
    )


@cache
def wire() -> Working:
    return build(os.environ)
