"""What does the YouTube Data API answer? channels, playlistItems and videos, v3."""

import hashlib
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from infra.local.sandbox import discovery, published
from infra.local.sandbox.accounts import Channel
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.ga4_admin import page_start, page_token
from infra.local.sandbox.google_calls import bad_request, caller, named, not_found
from infra.local.sandbox.movement import day_of, grown
from infra.local.sandbox.quotas import DAY
from infra.local.sandbox.world import World

SCOPES = ("youtube.readonly", "youtube", "youtube.force-ssl")
_DOCUMENT = "youtube.v3"
_BATCH = 50


def channels(world: World, asked: Asked) -> Answer:
    channel, parts = _called(world, asked, "channels.list", "ChannelListResponse")
    if asked.first("mine").lower() != "true":
        raise Refused(bad_request("No filter selected. Expected one of: mine", "missingRequiredParameter"))
    found = [] if channel is None else [_channel(world, channel, parts)]
    return _list("youtube#channelListResponse", found, len(found), {})


def playlist_items(world: World, asked: Asked) -> Answer:
    channel, parts = _called(world, asked, "playlistItems.list", "PlaylistItemListResponse")
    if channel is None or asked.first("playlistId") != uploads(channel):
        raise Refused(not_found("The playlist cannot be found.", "playlistNotFound"))
    size, start = int(asked.first("maxResults") or 5), page_start(asked.first("pageToken"))
    page = [_item(channel, at, parts) for at in range(start, min(start + size, channel.videos))]
    more = {"nextPageToken": page_token(start + size)} if start + size < channel.videos else {}
    return _list("youtube#playlistItemListResponse", page, channel.videos, more)


def videos(world: World, asked: Asked) -> Answer:
    """Public numbers of videos of any channel of the sandbox."""
    _, parts = _called(world, asked, "videos.list", "VideoListResponse")
    wanted = [each for value in asked.query.get("id", ()) for each in value.split(",") if each]
    if not 1 <= len(wanted) <= _BATCH:
        raise Refused(bad_request("The request specifies an invalid filter parameter.", "invalidFilters"))
    by_prefix = {_prefix(each.channel): each.channel for each in world.accounts.values() if each.channel}
    found = [_video(world, by_prefix[each[:7]], int(each[7:]), parts) for each in wanted if _known(each, by_prefix)]
    return _list("youtube#videoListResponse", found, len(found), {})


def uploads(channel: Channel) -> str:
    return "UU" + channel.id[2:]


def _called(world: World, asked: Asked, method: str, schema: str) -> tuple[Channel | None, list[str]]:
    """A call costs one unit. Raises Refused."""
    discovery.check_parameters(asked, _DOCUMENT, method)
    account, token = caller(world, asked, SCOPES)
    if not world.quotas.spend("youtube.units", token.client, DAY, world.quotas.limits.youtube_daily_units):
        raise Refused(named("quota_exceeded"))
    parts = [each for value in asked.query["part"] for each in value.split(",") if each]
    item = discovery.document(_DOCUMENT)["schemas"][schema]["properties"]["items"]["items"]["$ref"]
    known = discovery.document(_DOCUMENT)["schemas"][item]["properties"]
    for part in parts:
        if part not in known:
            raise Refused(bad_request(f"'{part}'", "unknownPart"))
    return account.channel, parts


def _list(kind: str, items: list[dict[str, Any]], total: int, more: Mapping[str, str]) -> Answer:
    """Without anything found there is no `items` at all."""
    paging = {"totalResults": total, "resultsPerPage": len(items) or 5}
    answer = {"kind": kind, "etag": _etag(items), **more, "pageInfo": paging, **({"items": items} if items else {})}
    return told(answer)


def _channel(world: World, channel: Channel, parts: list[str]) -> dict[str, Any]:
    topic = published.CATEGORIES[channel.about][0]
    begun = _begun(channel)
    known: dict[str, Any] = {
        "snippet": {
            "title": channel.title,
            "description": "Sandbox",
            "customUrl": channel.handle,
            "publishedAt": begun,
            "thumbnails": {"default": {"url": "https://yt3.ggpht.com/sandbox", "width": 88, "height": 88}},
            "localized": {"title": channel.title, "description": "Sandbox"},
            "country": channel.home,
        },
        "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": uploads(channel)}},
        "statistics": _statistics(world, channel),
        "topicDetails": {"topicIds": ["/m/sandbox"], "topicCategories": [f"https://en.wikipedia.org/wiki/{topic}"]},
        "status": {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": "allowed", "madeForKids": False},
    }
    shown = {part: known[part] for part in parts if part in known}
    return {"kind": "youtube#channel", "etag": _etag(shown), "id": channel.id, **shown}


def _statistics(world: World, channel: Channel) -> dict[str, Any]:
    day = day_of(world.now())
    hidden = channel.state == "hidden"
    subscribers = grown(channel.seed, channel.subscribers, day, lively=channel.lively)
    views = sum(_views(channel, at, day_of(world.now()).toordinal()) for at in range(min(channel.videos, 40)))
    return {
        "viewCount": str(views),
        "subscriberCount": "0" if hidden else str(rounded(subscribers)),
        "hiddenSubscriberCount": hidden,
        "videoCount": str(channel.videos),
    }


def rounded(count: int) -> int:
    """To three significant figures, downwards, as YouTube shows subscribers."""
    unit = int("1" + "0" * max(0, len(str(count)) - 3))
    return count // unit * unit


def _item(channel: Channel, at: int, parts: list[str]) -> dict[str, Any]:
    id_, published_at = _video_id(channel, at), _published(channel, at)
    known: dict[str, Any] = {
        "snippet": {
            "publishedAt": published_at,
            "channelId": channel.id,
            "title": f"Video {channel.videos - at}",
            "description": "",
            "thumbnails": {},
            "channelTitle": channel.title,
            "playlistId": uploads(channel),
            "position": at,
            "resourceId": {"kind": "youtube#video", "videoId": id_},
        },
        "contentDetails": {"videoId": id_, "videoPublishedAt": published_at},
        "status": {"privacyStatus": "public"},
    }
    shown = {part: known[part] for part in parts if part in known}
    return {"kind": "youtube#playlistItem", "etag": _etag(shown), "id": f"UU{id_}", **shown}


def _video(world: World, channel: Channel, at: int, parts: list[str]) -> dict[str, Any]:
    views = _views(channel, at, day_of(world.now()).toordinal())
    known: dict[str, Any] = {
        "snippet": {
            "publishedAt": _published(channel, at),
            "channelId": channel.id,
            "title": f"Video {channel.videos - at}",
            "description": "",
            "thumbnails": {},
            "channelTitle": channel.title,
            "categoryId": "22",
            "liveBroadcastContent": "none",
        },
        "statistics": {
            "viewCount": str(views),
            "likeCount": str(views // 18),
            "favoriteCount": "0",
            "commentCount": str(views // 140),
        },
        "contentDetails": {"duration": "PT8M11S", "dimension": "2d", "definition": "hd", "caption": "false"},
        "status": {"uploadStatus": "processed", "privacyStatus": "public", "madeForKids": False},
    }
    shown = {part: known[part] for part in parts if part in known}
    return {"kind": "youtube#video", "etag": _etag(shown), "id": _video_id(channel, at), **shown}


def _views(channel: Channel, at: int, day: int) -> int:
    """A video's views grow with its age, slower and slower."""
    rng = random.Random(f"{channel.seed} video {at}")
    age = max(1, day - 739_000 + at * 6)
    return int(channel.subscribers * rng.uniform(0.2, 2.5) * (1 + age / 400))


def _begun(channel: Channel) -> str:
    days = random.Random(f"{channel.seed} begun").randrange(3_000)
    return f"{2015 + days // 365}-{1 + days % 12:02}-{1 + days % 28:02}T09:00:00Z"


def _published(channel: Channel, at: int) -> str:
    """The newest first, one in six days."""
    first = day_of(1_767_571_200) - timedelta(days=at * 6 + random.Random(channel.seed).randrange(6))
    return f"{first.isoformat()}T16:00:00Z"


def _prefix(channel: Channel) -> str:
    return hashlib.sha256(channel.id.encode()).hexdigest()[:7]


def _video_id(channel: Channel, at: int) -> str:
    """Eleven letters, as YouTube's: whose it is, and which."""
    return f"{_prefix(channel)}{at:04}"


def _known(id_: str, by_prefix: Mapping[str, Channel]) -> bool:
    channel = by_prefix.get(id_[:7])
    return channel is not None and len(id_) == 11 and id_[7:].isdigit() and int(id_[7:]) < channel.videos


def _etag(of: Any) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()[:27]
