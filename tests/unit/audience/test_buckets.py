import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience import buckets
from functions.shared.audience.buckets import CONSOLE, MINORS, OTHER, UNKNOWN, UNRECOGNISED, USER_SPECIFIED, Name
from tests.unit.audience.samples import NAMES


@pytest.mark.parametrize(
    ("name", "written", "bucket"),
    [
        (Name.AGE, "18-24", "18-24"),
        (Name.AGE, "age18-24", "18-24"),
        (Name.AGE, "age65-", "65+"),
        (Name.AGE, "65+", "65+"),
        (Name.AGE, "25\u201334", "25-34"),
        (Name.AGE, " 35 - 44 ", "35-44"),
        (Name.AGE, "age13-17", MINORS),
        (Name.AGE, "unknown", UNKNOWN),
        (Name.AGE, "75+", UNRECOGNISED),
        (Name.GENDER, "F", "female"),
        (Name.GENDER, "Male", "male"),
        (Name.GENDER, "U", UNKNOWN),
        (Name.GENDER, "user_specified", USER_SPECIFIED),
        (Name.GENDER, "x", UNRECOGNISED),
        (Name.COUNTRY, "tr", "TR"),
        (Name.COUNTRY, "UK", "GB"),
        (Name.COUNTRY, "XK", "XK"),
        (Name.COUNTRY, "ZZ", UNKNOWN),
        (Name.COUNTRY, "(not set)", UNKNOWN),
        (Name.COUNTRY, "", UNKNOWN),
        (Name.COUNTRY, "(other)", OTHER),
        (Name.COUNTRY, "Türkiye", UNRECOGNISED),
        (Name.CITY, "  Ankara,  Ankara Province ", "Ankara, Ankara Province"),
        (Name.CITY, "(not set)", UNKNOWN),
        (Name.CITY, "U", "U"),
        (Name.CITY, "13-17", UNRECOGNISED),
        (Name.CITY, "unrecognised", UNRECOGNISED),
        (Name.CITY, "x" * 121, UNRECOGNISED),
        (Name.LANGUAGE, "tr-TR", "tr"),
        (Name.LANGUAGE, "zh-hant_tw", "zh"),
        (Name.LANGUAGE, "iw", "he"),
        (Name.LANGUAGE, "c", UNRECOGNISED),
        (Name.DEVICE, "MOBILE", "mobile"),
        (Name.DEVICE, "smart tv", "tv"),
        (Name.DEVICE, "GAME_CONSOLE", CONSOLE),
        (Name.DEVICE, "UNKNOWN_PLATFORM", UNKNOWN),
        (Name.DEVICE, "(other)", OTHER),
        (Name.DEVICE, "fridge", UNRECOGNISED),
    ],
)
def test_a_providers_spelling_falls_into_its_bucket(name: Name, written: str, bucket: str) -> None:
    assert buckets.read(name, written) == bucket


@given(NAMES, st.text(max_size=150))
def test_any_text_has_a_bucket_and_a_bucket_is_its_own(name: Name, written: str) -> None:
    bucket = buckets.read(name, written)
    assert bucket
    if bucket not in (UNKNOWN, OTHER, UNRECOGNISED):
        assert buckets.read(name, bucket) == bucket


@pytest.mark.parametrize(
    ("name", "bucket", "matched"),
    [
        (Name.AGE, "18-24", True),
        (Name.AGE, MINORS, False),
        (Name.AGE, OTHER, False),
        (Name.GENDER, "female", True),
        (Name.GENDER, USER_SPECIFIED, False),
        (Name.DEVICE, "tv", True),
        (Name.DEVICE, CONSOLE, False),
        (Name.COUNTRY, "TR", True),
        (Name.COUNTRY, OTHER, True),
        (Name.COUNTRY, UNKNOWN, False),
    ],
)
def test_matching_compares_some_buckets(name: Name, bucket: str, *, matched: bool) -> None:
    assert buckets.matched(name, bucket) is matched


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İstanbul", "Istanbul, Istanbul Province"),
        ("Iğdır", "Igdir"),
        ("İzmir, İzmir Province", "IZMIR"),
        ("Zürich", "zurich, Canton of Zurich"),
    ],
)
def test_cities_of_two_providers_meet(one: str, other: str) -> None:
    assert buckets.city_key(one) == buckets.city_key(other)
    assert buckets.city_key(one).isascii()


def test_there_are_as_many_countries_as_iso_knows_and_kosovo() -> None:
    assert len(buckets.COUNTRIES) == 249 + 1
