"""What is the vault function made of? Built once per process, at the first request; nothing is built at import."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from functions.shared import aws, identity, s3
from functions.shared.access import AccessCheck
from functions.shared.clock import Clock, system_clock
from functions.shared.dynamo import Transactions, connect
from functions.shared.metrics import EmfMetrics, Metrics
from functions.shared.outbox import Outbox
from functions.shared.secrets import SecretReader
from functions.vault import wiring_sharing
from functions.vault.archives.archives import Archives
from functions.vault.archives.archiving import Archiving
from functions.vault.core import rows
from functions.vault.core.node_store import Nodes
from functions.vault.core.storage import S3Storage
from functions.vault.erase_store import Erasing
from functions.vault.erasure import Erasure
from functions.vault.feed.feed import Feed
from functions.vault.feed.feed_store import Feeds
from functions.vault.feed.floor_store import FloorRows
from functions.vault.feed.floors import Floors
from functions.vault.notes.note_store import Notes
from functions.vault.notes.notebook import Notebook
from functions.vault.pictures.album_store import AlbumRows
from functions.vault.pictures.albums import Albums
from functions.vault.pictures.list_timeline import Timelines
from functions.vault.pictures.picture_desk import PictureDesk
from functions.vault.pictures.picture_store import Pictures
from functions.vault.pictures.picturing import Picturing
from functions.vault.pictures.storage_pictures import S3Derivatives
from functions.vault.pictures.timeline import Timeline
from functions.vault.reminders.reminding import Reminding
from functions.vault.rules.rulebook import Rulebook
from functions.vault.rules.rules_store import RuleRows
from functions.vault.settings import VaultSettings
from functions.vault.sharing.kit_store import Kits
from functions.vault.sharing.links import Links
from functions.vault.sharing.media_kit import MediaKits
from functions.vault.sharing.share_store import Shares
from functions.vault.sharing.sharing import Sharing
from functions.vault.tree.arranging import Arranging
from functions.vault.tree.library import Library
from functions.vault.tree.list_store import Lists
from functions.vault.tree.purging import Purging
from functions.vault.tree.sweeping import Sweeping
from functions.vault.tree.trash_store import Trashes
from functions.vault.tree.trashing import Trash
from functions.vault.tree.tree_store import Trees
from functions.vault.uploads.announcing import Announcing
from functions.vault.uploads.arrivals import Arrivals
from functions.vault.uploads.assembling import Assembling
from functions.vault.uploads.finalise import Finaliser
from functions.vault.uploads.resume_store import Resumes
from functions.vault.uploads.resuming import Resuming
from functions.vault.uploads.storage_parts import S3Parts
from functions.vault.uploads.upload_store import Uploads
from functions.vault.versions.history import History
from functions.vault.versions.version_store import Versions

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


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
    reminding: Reminding
    push_key_secret: str
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
    secrets = SecretReader(aws.client("secretsmanager"), clock)
    base = _base(settings, secrets)
    nodes, transactions, objects, quota = base.nodes, base.transactions, base.objects, settings.quota_bytes
    uploads, multipart = Uploads(transactions), S3Parts(base.s3, settings.storage_bucket)
    picturing, trash, library = _picturing(base), _trash(base), Library(nodes, Lists(), quota)
    finaliser = Finaliser(uploads, nodes, objects, Assembling(multipart), base.metrics, picturing)
    outward = wiring_sharing.build(settings, transactions, base.s3, objects, secrets, base.metrics, clock)
    return Vault(
        announcing=Announcing(uploads, quota),
        finaliser=finaliser,
        resuming=Resuming(uploads, Resumes(transactions), objects, multipart, finaliser),
        arrivals=Arrivals(uploads, objects, finaliser, base.metrics),
        library=library,
        arranging=Arranging(Trees(nodes, transactions), quota),
        trash=trash,
        history=History(Versions(nodes, transactions), trash.purging, picturing),
        notebook=Notebook(Notes(transactions), Trees(nodes, transactions), objects, trash.purging, quota),
        feed=Feed(Feeds(nodes)),
        floors=Floors(FloorRows(nodes)),
        picturing=picturing,
        timeline=Timeline(library, Timelines(), base.derivatives),
        albums=Albums(AlbumRows(nodes, transactions)),
        media_kits=MediaKits(Kits(nodes, transactions)),
        rulebook=Rulebook(RuleRows(transactions)),
        sharing=outward.sharing,
        links=outward.links,
        archives=outward.archives,
        archiving=outward.archiving,
        reminding=outward.reminding,
        push_key_secret=settings.push_key_secret,
        erasure=Erasure(Erasing(), objects, base.metrics),
        storage=objects,
        access=AccessCheck(identity.IdentityReader(), issuer=settings.token_issuer, clock=clock),
        secrets=secrets,
        origin_secret=settings.origin_secret,
        clock=clock,
    )


@dataclass(frozen=True, slots=True)
class _Base:
    """What several parts stand on."""

    settings: VaultSettings
    s3: "S3Client"
    nodes: Nodes
    transactions: Transactions
    objects: S3Storage
    derivatives: S3Derivatives
    metrics: Metrics


def _base(settings: VaultSettings, secrets: SecretReader) -> _Base:
    identity.bind(settings.identity_table)
    rows.bind(settings.vault_table)
    transactions = Transactions(connect())
    store = s3.connect(settings, lambda: secrets)
    return _Base(
        settings=settings,
        s3=store,
        nodes=Nodes(),
        transactions=transactions,
        objects=S3Storage(store, settings.storage_bucket),
        derivatives=S3Derivatives(store, settings.storage_bucket),
        metrics=EmfMetrics(),
    )


def _picturing(base: _Base) -> Picturing:
    desk = PictureDesk(Outbox(aws.client("sqs"), base.settings.pictures_queue_url))
    return Picturing(Pictures(base.nodes, base.transactions), desk, base.derivatives, base.metrics)


def _trash(base: _Base) -> Trash:
    nodes, transactions = base.nodes, base.transactions
    tree, store = Trees(nodes, transactions), Trashes(nodes, transactions)
    versions, shares = Versions(nodes, transactions), Shares(nodes, transactions)
    purging = Purging(store, versions, base.objects, base.derivatives, base.metrics, shares)
    return Trash(tree, store, Lists(), purging, Sweeping(tree, store, purging))


@cache
def wire() -> Vault:
    return build(os.environ)
