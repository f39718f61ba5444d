"""How do the contents that a node has had look from outside?"""

from functions.shared.clock import rfc3339
from functions.vault.core.nodes import Node
from functions.vault.versions import schemas_versions, versions
from functions.vault.versions.history import Page
from functions.vault.versions.schemas_versions import RevisionList


def revision_list(page: Page) -> RevisionList:
    return RevisionList(items=[_revision(page.node, one) for one in page.items], next_cursor=page.next_cursor)


def _revision(node: Node, value: versions.Revision) -> schemas_versions.Revision:
    return schemas_versions.Revision(
        rev_id=value.id,
        size=value.size,
        sha256=value.sha256,
        mime=value.mime or node.mime,
        created_at=rfc3339(value.created_at),
        device_name=value.device_name,
        current=value.id == node.rev_id,
    )
