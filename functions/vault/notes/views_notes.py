"""How do notes look from outside? Turns them into public models, and requests into domain values."""

from functions.shared.access import Caller
from functions.shared.clock import rfc3339
from functions.shared.signature import Reply
from functions.vault import views
from functions.vault.core.nodes import ROOT
from functions.vault.notes.notebook import Document, Draft
from functions.vault.notes.notes import Text
from functions.vault.notes.schemas_notes import NewNote, NoteDocument, NoteRevision, PutNote
from functions.vault.tree import views_nodes
from functions.vault.versions.versions import Revision


def draft(body: NewNote, caller: Caller) -> Draft:
    taken_at = views.utc(body.taken_at) if body.taken_at else None
    return Draft(body.client_id, text(body, caller), body.parent_id or ROOT, taken_at)


def text(body: NewNote | PutNote, caller: Caller) -> Text:
    return Text(body.title, body.text, caller.session_id, body.device_name or None)


def document(value: Document) -> Reply[NoteDocument]:
    shown = NoteDocument(node=views_nodes.node(value.node), title=value.node.title or "", text=value.text)
    return Reply(shown, rev=value.node.rev)


def revision(value: Revision, told: str) -> NoteRevision:
    return NoteRevision(title=value.title or "", text=told, created_at=rfc3339(value.created_at))
