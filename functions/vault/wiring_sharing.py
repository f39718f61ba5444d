"""What are links, archives and reminders made of? Beside `wiring`, which puts them together with the rest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from functions.shared import aws
from functions.shared.clock import Clock
from functions.shared.dynamo import Transactions
from functions.shared.metrics import Metrics
from functions.shared.secrets import SecretReader
from functions.shared.windows import Rates, Windows
from functions.vault.archives.archive_queue import SqsArchives
from functions.vault.archives.archive_store import ArchiveRows
from functions.vault.archives.archives import Archives
from functions.vault.archives.archiving import Archiving
from functions.vault.archives.storage_archives import S3Archives
from functions.vault.archives.zipping import AHEAD
from functions.vault.core.node_store import Nodes
from functions.vault.core.storage import S3Storage
from functions.vault.reminders.ports_push import Pusher
from functions.vault.reminders.push_hosts import PushHosts
from functions.vault.reminders.push_store import PushRows
from functions.vault.reminders.reminding import Reminding
from functions.vault.settings import VaultSettings
from functions.vault.sharing.links import Links
from functions.vault.sharing.passwords import Argon2Passwords
from functions.vault.sharing.rows_shares import WindowRow
from functions.vault.sharing.share_store import Shares
from functions.vault.sharing.sharing import Sharing
from functions.vault.tree.list_store import Lists

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@dataclass(frozen=True, slots=True)
class Outward:
    """What leaves a vault."""

    sharing: Sharing
    links: Links
    archives: Archives
    archiving: Archiving
    reminding: Reminding


def build(
    settings: VaultSettings,
    transactions: Transactions,
    s3: "S3Client",
    objects: S3Storage,
    secrets: SecretReader,
    metrics: Metrics,
    clock: Clock,
) -> Outward:
    nodes, passwords = Nodes(), Argon2Passwords()
    shares, rates = Shares(nodes, transactions), Rates(Windows(WindowRow), transactions)
    archives, stored = ArchiveRows(nodes, transactions), S3Archives(s3, settings.storage_bucket, objects)
    queue = SqsArchives(cache(lambda: aws.client("sqs")), settings.archive_queue_url)
    pusher = _pusher(settings, secrets, clock)
    return Outward(
        sharing=Sharing(shares, passwords),
        links=Links(shares, Lists(), passwords, rates),
        archives=Archives(archives, queue, rates),
        archiving=Archiving(archives, queue, stored, metrics, _readers),
        reminding=Reminding(PushRows(transactions), PushHosts(settings.push_hosts), pusher, metrics),
    )


def _pusher(settings: VaultSettings, secrets: SecretReader, clock: Clock) -> Callable[[], Pusher]:
    @cache
    def made() -> Pusher:
        from functions.vault.reminders.web_push import WebPush  # noqa: PLC0415 - for vault.remind only

        return WebPush(lambda: secrets.read(settings.push_key_secret), settings.push_contact, clock)

    return made


@cache
def _readers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AHEAD, thread_name_prefix="readers")
