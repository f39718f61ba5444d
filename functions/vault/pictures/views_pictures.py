"""How do timeline, thumbnails and albums look from outside? Turns them into public models, and requests into values."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from functions.shared.clock import rfc3339
from functions.shared.problems import Code, Problem
from functions.vault.core.nodes import CONTENT_LIFETIME
from functions.vault.pictures import albums, schemas_pictures
from functions.vault.pictures.schemas_pictures import AlbumList, ChangeAlbum, ThumbnailOf, Thumbnails


def thumbnails(found: Sequence[tuple[str, str]]) -> Thumbnails:
    items = [ThumbnailOf(node_id=node_id, url=url) for node_id, url in found]
    return Thumbnails(items=items, expires_in=CONTENT_LIFETIME)


def album(value: albums.Album) -> schemas_pictures.Album:
    return schemas_pictures.Album(
        id=value.id,
        name=value.name,
        rev=value.rev,
        count=value.count,
        cover_node_id=value.cover_node_id,
        created_at=rfc3339(value.created_at),
        modified_at=rfc3339(value.modified_at),
    )


def album_list(found: Sequence[albums.Album], cursor: str | None) -> AlbumList:
    return AlbumList(items=[album(each) for each in found], next_cursor=cursor)


def change(body: ChangeAlbum) -> albums.Change:
    return albums.Change(body.name, body.cover_node_id)


@contextmanager
def stale_album() -> Iterator[None]:
    """Shows the album as it is by now."""
    try:
        yield
    except albums.StaleError as stale:
        raise Problem(Code.PRECONDITION_FAILED, members={"album": album(stale.current).model_dump()}) from None
