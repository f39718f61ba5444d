"""What does a user write? The routes of notes; versions, trash and folders are those of every node."""

from functions.shared.access import Caller
from functions.shared.revisions import IfMatch
from functions.shared.signature import Reply, Routes
from functions.vault.notes import views_notes
from functions.vault.notes.schemas_notes import ListNotes, NewNote, NoteDocument, NoteRevision, PutNote
from functions.vault.tree import views_nodes
from functions.vault.tree.schemas_nodes import NodeList
from functions.vault.wiring import Vault

BODY = 4 * 1024 * 1024
"""Bytes: 1 MiB of text, in JSON at most about three times as long unless it is all control characters."""

routes = Routes()


@routes.endpoint("POST", "/vault/notes", status=201, max_body=BODY)
def add_note(body: NewNote, caller: Caller, vault: Vault) -> Reply[NoteDocument]:
    return views_notes.document(vault.notebook.create(caller.user_id, views_notes.draft(body, caller), vault.now))


@routes.endpoint("GET", "/vault/notes")
def notes(query: ListNotes, caller: Caller, vault: Vault) -> NodeList:
    return views_nodes.node_list(vault.notebook.page(caller.user_id, query.q, query.cursor, query.limit))


@routes.endpoint("GET", "/vault/notes/{node_id}")
def note(node_id: str, caller: Caller, vault: Vault) -> Reply[NoteDocument]:
    return views_notes.document(vault.notebook.get(caller.user_id, node_id))


@routes.endpoint("PUT", "/vault/notes/{node_id}", max_body=BODY)
def put_note(node_id: str, body: PutNote, if_match: IfMatch, caller: Caller, vault: Vault) -> Reply[NoteDocument]:
    written = views_notes.text(body, caller)
    with views_nodes.in_the_way():
        saved = vault.notebook.save(caller.user_id, node_id, written, if_match, vault.now)
    return views_notes.document(saved)


@routes.endpoint("GET", "/vault/notes/{node_id}/revisions/{rev_id}")
def note_revision(node_id: str, rev_id: str, caller: Caller, vault: Vault) -> NoteRevision:
    return views_notes.revision(*vault.notebook.revision(caller.user_id, node_id, rev_id))
