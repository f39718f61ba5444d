"""What is the vault function made of? Built once per process, at the first request; nothing is built at import."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

from functions.shared import aws, identity
from functions.shared.access import AccessCheck
from functions.shared.clock import Clock, system_clock
from functions.shared.dynamo import Transactions, connect
from functions.shared.metrics import EmfMetrics, Metrics
from functions.shared.outbox import Outbox
from functions.shared.secrets import SecretReader
from functions.shared.windows import Rates, Windows
from functions.vault import rows
from functions.vault import storage as object_storage
from functions.vault.album_store import AlbumRows
from functions.vault.albums import Albums
from functions.vault.announcing import Announcing
from functions.vault.archive_queue import SqsArchives
from functions.vault.archive_store import ArchiveRows
from functions.vault.archives import Archives
from functions.vault.archiving import Archiving
from functions.vault.arranging import Arranging
from functions.vault.arrivals import Arrivals
from functions.vault.assembling import Assembling
from functions.vault.erase_store import Erasing
from functions.vault.erasure import Erasure
from functions.vault.feed import Feed
from functions.vault.feed_store import Feeds
from functions.vault.finalise import Finaliser
from functions.vault.floor_store import FloorRows
from functions.vault.floors import Floors
from functions.vault.history import History
from functions.vault.kit_store import Kits
from functions.vault.library import Library
from functions.vault.links import Links
from functions.vault.list_store import Lists
from functions.vault.list_timeline import Timelines
from functions.vault.media_kit import MediaKits
from functions.vault.node_store import Nodes
from functions.vault.note_store import Notes
from functions.vault.notebook import Notebook
from functions.vault.passwords import Argon2Passwords
from functions.vault.picture_desk import PictureDesk
from functions.vault.picture_store import Pictures
from functions.vault.picturing import Picturing
from functions.vault.ports import Storage
from functions.vault.ports_pictures import Derivatives
from functions.vault.purging import Purging
from functions.vault.resume_store import Resumes
from functions.vault.resuming import Resuming
from functions.vault.rows_shares import WindowRow
from functions.vault.rulebook import Rulebook
from functions.vault.rules_store import RuleRows
from functions.vault.settings import VaultSettings
from functions.vault.share_store import Shares
from functions.vault.sharing import Sharing
from functions.vault.storage import S3Storage
from functions.vault.storage_archives import S3Archives
from functions.vault.storage_parts import S3Parts
from functions.vault.storage_pictures import S3Derivatives
from functions.vault.store import Uploads
from functions.vault.sweeping import Sweeping
from functions.vault.timeline import Timeline
from functions.vault.trash_store import Trashes
from functions.vault.trashing import Trash
from functions.vault.tree_store import Trees
from functions.vault.version_store import Versions
from functions.vault.zipping import AHEAD


@dataclass(frozen=True, slots=True)
class Vault:
    """The parts that views and triggers use."""

    announcing: Announcing
    finaliser: Finaliser
    resuming: Resuming
    arrivals: Arrivals
    library: Library
    arranging: Arranging
    trash: Trash
    history: History
    notebook: Notebook
    feed: Feed
    floors: Floors
    picturing: Picturing
    timeline: Timeline
    albums: Albums
    media_kits: MediaKits
    rulebook: Rulebook
    sharing: Sharing
    links: Links
    archives: Archives
    archiving: Archiving
    erasure: Erasure
    storage: S3Storage
    access: AccessCheck
    secrets: SecretReader
    origin_secret: str
    clock: Clock

    @property
    def now(self) -> float:
        """Epoch seconds to the millisecond, the unit of ids."""
        return round(self.clock(), 3)


def build(environment: Mapping[str, str], clock: Clock = system_clock) -> Vault:
    settings = VaultSettings.load(environment)
    identity.bind(settings.identity_table)
    rows.bind(settings.vault_table)
    transactions = Transactions(connect())
    metrics = EmfMetrics()
    uploads, nodes = Uploads(transactions), Nodes()
    shares, passwords = Shares(nodes, transactions), Argon2Passwords()
    s3 = object_storage.connect(settings.storage_endpoint_url)
    objects = S3Storage(s3, settings.storage_bucket)
    multipart = S3Parts(s3, settings.storage_bucket)
    derivatives = S3Derivatives(s3, settings.storage_bucket)
    desk = PictureDesk(Outbox(aws.client("sqs"), settings.pictures_queue_url))
    picturing = Picturing(Pictures(nodes, transactions), desk, derivatives, metrics)
    finaliser = Finaliser(uploads, nodes, objects, Assembling(multipart), metrics, picturing)
    library = Library(nodes, Lists(), settings.quota_bytes)
    rates = Rates(Windows(WindowRow), transactions)
    archives, archiving = _archives(
        nodes, transactions, rates, settings, S3Archives(s3, settings.storage_bucket, objects)
    )
    trash = _trash(nodes, transactions, objects, derivatives, metrics)
    return Vault(
        announcing=Announcing(uploads, settings.quota_bytes),
        finaliser=finaliser,
        resuming=Resuming(uploads, Resumes(transactions), objects, multipart, finaliser),
        arrivals=Arrivals(uploads, objects, finaliser, metrics),
        library=library,
        arranging=Arranging(Trees(nodes, transactions), settings.quota_bytes),
        trash=trash,
        history=History(Versions(nodes, transactions), trash.purging, picturing),
        notebook=_notebook(nodes, transactions, objects, trash, settings),
        feed=Feed(Feeds(nodes)),
        floors=Floors(FloorRows(nodes)),
        picturing=picturing,
        timeline=Timeline(library, Timelines(), derivatives),
        albums=Albums(AlbumRows(nodes, transactions)),
        media_kits=MediaKits(Kits(nodes)),
        rulebook=Rulebook(RuleRows(transactions)),
        sharing=Sharing(shares, passwords),
        links=Links(shares, Lists(), passwords, rates),
        archives=archives,
        archiving=archiving,
        erasure=Erasure(Erasing(), objects, metrics),
        storage=objects,
        access=AccessCheck(identity.IdentityReader(), issuer=settings.token_issuer, clock=clock),
        secrets=SecretReader(aws.client("secretsmanager"), clock),
        origin_secret=settings.origin_secret,
        clock=clock,
    )


def _trash(
    nodes: Nodes, transactions: Transactions, storage: Storage, derivatives: Derivatives, metrics: Metrics
) -> Trash:
    tree, store = Trees(nodes, transactions), Trashes(nodes, transactions)
    versions, shares = Versions(nodes, transactions), Shares(nodes, transactions)
    purging = Purging(store, versions, storage, derivatives, metrics, shares)
    return Trash(tree, store, Lists(), purging, Sweeping(tree, store, purging))


def _notebook(
    nodes: Nodes, transactions: Transactions, storage: S3Storage, trash: Trash, settings: VaultSettings
) -> Notebook:
    tree = Trees(nodes, transactions)
    return Notebook(Notes(transactions), tree, storage, trash.purging, settings.quota_bytes)


def _archives(
    nodes: Nodes, transactions: Transactions, rates: Rates, settings: VaultSettings, storage: S3Archives
) -> tuple[Archives, Archiving]:
    store = ArchiveRows(nodes, transactions)
    queue = SqsArchives(cache(lambda: aws.client("sqs")), settings.archive_queue_url)
    return Archives(store, queue, rates), Archiving(store, queue, storage, EmfMetrics(), _readers)


@cache
def _readers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AHEAD, thread_name_prefix="readers")


@cache
def wire() -> Vault:
    return build(os.environ)
