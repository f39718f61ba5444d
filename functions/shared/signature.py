"""What does a view ask for? Reads its annotations once, for the request handler (`http`) and for the OpenAPI document.

body: SomeModel    the JSON body           caller: Caller    a signed-in user (absent = a visibly public route)
form: SomeModel    a form-encoded body     client: Client    address, cookies, kind of client
query: SomeModel   the query string        anything else     the function's own parts (see `Service`)
name: str          a path parameter        if_match: IfMatch the revision that is meant
name: SomeHeader   a header of the route's own (`Header`)
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from functions.shared.access import Caller
from functions.shared.client import Client, Cookie
from functions.shared.revisions import IfMatch

Body = TypeVar("Body")
View = TypeVar("View", bound=Callable[..., Any])

MAX_BODY = 256 * 1024
"""Bytes, where a route says nothing else; the largest usual body is a batch of 50 upload announcements, 60 KiB."""


@dataclass(frozen=True, slots=True)
class Reply(Generic[Body]):
    """An answer that needs more than a body: cookies to set, or the revision that it shows (its ETag)."""

    body: Body
    cookies: tuple[Cookie, ...] = ()
    rev: int | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Sends a browser to `location`, an address that we made ourselves; with the route's status (302)."""

    location: str = field(repr=False)
    cookies: tuple[Cookie, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    """A text to be saved as a file, made here: `media_type` is ours, `name` plain ASCII (letters, digits, - _ .)."""

    text: str = field(repr=False)
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Header:
    """A header that some routes read; a subclass names it. None: it was not sent."""

    NAME: ClassVar[str] = ""
    """In lower case."""

    value: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """`cache_seconds`: for public data only. `max_body`: bytes."""

    cache_seconds: int = 0
    max_body: int = MAX_BODY


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One route as declared; everything that the request handler and the OpenAPI document need to know."""

    method: str
    path: str
    status: int
    view: Callable[..., Any]
    path_names: tuple[str, ...]
    body: type[BaseModel] | None
    form: type[BaseModel] | None
    query: type[BaseModel] | None
    wants_caller: bool
    wants_client: bool
    wants_if_match: bool
    parts_name: str | None
    answer: Any
    limits: Limits
    headers: Mapping[str, type[Header]] = field(default_factory=dict)


def read(view: Callable[..., Any], method: str, path: str, status: int, limits: Limits) -> Endpoint:
    hints = get_type_hints(view)
    answer = hints.pop("return", None)
    names = tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))
    headers = {name: hint for name, hint in hints.items() if isinstance(hint, type) and issubclass(hint, Header)}
    known = {"body", "form", "query", "caller", "client", "if_match", *names, *headers}
    others = [name for name in inspect.signature(view).parameters if name not in known]
    if len(others) > 1:
        raise TypeError(f"{view.__qualname__} asks for {others}: one parameter may carry the function's parts")
    return Endpoint(
        method=method,
        path=path,
        status=status,
        view=view,
        path_names=names,
        body=hints.get("body"),
        form=hints.get("form"),
        query=hints.get("query"),
        wants_caller=hints.get("caller") is Caller,
        wants_client=hints.get("client") is Client,
        wants_if_match=hints.get("if_match") is IfMatch,
        parts_name=others[0] if others else None,
        answer=_answer_type(answer),
        limits=limits,
        headers=headers,
    )


class Routes:
    """Routes of one part of a service, declared apart from its app; `Service.include` takes them in."""

    def __init__(self) -> None:
        self.endpoints: list[Endpoint] = []

    def endpoint(
        self, method: str, path: str, status: int = 200, *, cache_seconds: int = 0, max_body: int = MAX_BODY
    ) -> Callable[[View], View]:
        """Declares a route; `status` is that of success (204 for None). Only public data may be cached."""

        def declare(view: View) -> View:
            self.endpoints.append(read(view, method, path, status, Limits(cache_seconds, max_body)))
            return view

        return declare


def _answer_type(annotation: Any) -> Any:
    """`Reply[X]` -> X; `None` stays None (no body)."""
    if annotation is type(None):
        return None
    return get_args(annotation)[0] if get_origin(annotation) is Reply else annotation
