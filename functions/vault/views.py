"""How do domain values look from outside? Turns them into the public models, and requests into domain values."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from functions.shared.clock import rfc3339
from functions.shared.problems import Problem
from functions.vault.core import disposition, media, nodes
from functions.vault.core.head import Head
from functions.vault.core.objects import PART_SIZE, URL_LIFETIME
from functions.vault.schemas import (
    CompleteResult,
    CompleteResults,
    CompleteUploads,
    Content,
    Counts,
    InitItem,
    InitResult,
    InitResults,
    InitUploads,
    ItemProblem,
    MediaKit,
    MediaKitFile,
    Quota,
    Summary,
)
from functions.vault.tree import views_nodes
from functions.vault.uploads.announcing import Outcome
from functions.vault.uploads.finalise import Result
from functions.vault.uploads.parts import Claim
from functions.vault.uploads.terms import OnConflict, Terms
from functions.vault.uploads.uploads import Upload, Wish
from functions.vault.wiring import Vault


def wishes(body: InitUploads) -> list[Wish]:
    return [_wish(item) for item in body.items]


def _wish(item: InitItem) -> Wish:
    return Wish(
        client_id=item.client_id,
        kind=item.kind,
        name=item.name,
        size=item.size,
        mime=item.mime,
        sha256=item.sha256,
        parent_id=item.parent_id,
        taken_at=utc(item.taken_at) if item.taken_at else None,
        terms=Terms(item.node_id, item.if_match, OnConflict(item.on_conflict), item.device_name or None),
    )


def init_results(outcomes: Sequence[Outcome], vault: Vault) -> InitResults:
    return InitResults(items=[_init_result(outcome, vault) for outcome in outcomes])


def _init_result(outcome: Outcome, vault: Vault) -> InitResult:
    if outcome.upload:
        return _upload(outcome.upload, vault)
    if outcome.node_id:
        return InitResult(client_id=outcome.client_id, status="duplicate", node_id=outcome.node_id)
    return InitResult(client_id=outcome.client_id, status="rejected", problem=_problem(outcome.problem))


def _upload(upload: Upload, vault: Vault) -> InitResult:
    if upload.in_parts:
        return InitResult(
            client_id=upload.client_id,
            status="upload",
            upload_id=upload.id,
            node_id=upload.node_id,
            method="multipart",
            part_size=PART_SIZE,
            expires_at=rfc3339(upload.expires_at),
        )
    url, headers = vault.storage.upload_url(upload.key, upload.size, upload.mime, upload.sha256)
    return InitResult(
        client_id=upload.client_id,
        status="upload",
        upload_id=upload.id,
        node_id=upload.node_id,
        method="put",
        url=url,
        headers=headers,
        expires_at=rfc3339(vault.now + URL_LIFETIME),
    )


def claims(body: CompleteUploads) -> dict[str, list[Claim]]:
    return {
        item.upload_id: [Claim(part.part_number, part.sha256, part.etag) for part in item.parts]
        for item in body.items
        if item.parts is not None
    }


def complete_results(upload_ids: Sequence[str], results: Mapping[str, Result]) -> CompleteResults:
    return CompleteResults(items=[_complete_result(upload_id, results[upload_id]) for upload_id in upload_ids])


def _complete_result(upload_id: str, result: Result) -> CompleteResult:
    return CompleteResult(
        upload_id=upload_id,
        status=result.status,
        node=views_nodes.node(result.node) if result.node else None,
        problem=_problem(result.problem),
    )


def content(value: nodes.Node, vault: Vault, *, download: bool) -> Content:
    """[Note: Served types] in `media`."""
    content_type, inline = media.served(value.detected_mime)
    shown = disposition.header(nodes.saved_as(value), inline=inline and not download)
    return Content(url=vault.storage.content_url(value, shown, content_type), expires_in=nodes.CONTENT_LIFETIME)


def media_kit(shown: Sequence[nodes.Node]) -> MediaKit:
    items = [MediaKitFile(node_id=one.id, name=one.name, mime=one.mime, size=one.size) for one in shown]
    return MediaKit(items=items)


def summary(head: Head) -> Summary:
    quota = head.quota
    return Summary(
        quota=Quota(limit=quota.limit, used=quota.used, reserved=quota.reserved, free=quota.free),
        counts=Counts.model_validate(head.counts),
        last_backup_at=rfc3339(head.last_backup_at) if head.last_backup_at is not None else None,
    )


def _problem(problem: Problem | None) -> ItemProblem | None:
    return ItemProblem.model_validate(problem.public()) if problem else None


def utc(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
