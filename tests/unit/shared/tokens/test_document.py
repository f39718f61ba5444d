"""What is written down is read back the same, and nothing else is taken for it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.tokens.document import Document, dump_grant, parse, parse_grant
from functions.shared.tokens.grants import KEPT, SHORT_LIVED, ConnectionKey, Grant, Held, Provider, Version
from functions.shared.tokens.ports import SealBrokenError

USER = "01k00000000000000000000000"
OTHER = "01k00000000000000000000001"


@st.composite
def held(draw: st.DrawFn, provider: Provider) -> Held:
    obtained = draw(st.integers(0, 2**33))
    grant = Grant(
        token=KEPT[provider](draw(st.text(min_size=1))),
        account_id=draw(st.text()),
        scopes=draw(st.frozensets(st.text(), max_size=3)),
        obtained_at=obtained,
        expires_at=obtained + SHORT_LIVED + draw(st.integers(0, 2**25)),
    )
    return Held(ConnectionKey(USER, provider, draw(st.text(min_size=1))), grant, Version(draw(st.text())))


documents = st.builds(
    lambda revision, entries: Document(USER, revision, {each.key.provider: each for each in entries}),
    st.integers(0, 10**6),
    st.lists(st.sampled_from(Provider).flatmap(held), max_size=4),
)


@given(documents)
def test_a_document_survives_being_written(document: Document) -> None:
    assert parse(document.dump(), USER) == document


@given(st.sampled_from(Provider).flatmap(held))
def test_a_grant_survives_being_written(one: Held) -> None:
    assert parse_grant(one.key.provider, dump_grant(one.key.provider, one.grant)) == one.grant


@given(documents, st.sampled_from(Provider))
def test_removing_one_provider_removes_only_that(document: Document, provider: Provider) -> None:
    after = document.without(provider)
    assert after.revision == document.revision + 1
    assert dict(after.held) == {each: one for each, one in document.held.items() if each is not provider}


@given(documents)
def test_another_users_document_is_refused(document: Document) -> None:
    with pytest.raises(SealBrokenError):
        parse(document.dump(), OTHER)


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"format": 2}', json.dumps({"format": 1, "user": USER})])
def test_garbage_is_refused_without_being_quoted(text: str) -> None:
    with pytest.raises(SealBrokenError) as refused:
        parse(text, USER)
    assert refused.value.__context__ is None


def test_a_grant_of_another_provider_is_refused() -> None:
    grant = Grant(KEPT[Provider.GA4]("t"), "a", frozenset(), 0)
    with pytest.raises(SealBrokenError):
        parse_grant(Provider.YOUTUBE, dump_grant(Provider.GA4, grant))
