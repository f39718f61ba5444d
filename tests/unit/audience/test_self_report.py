from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience.buckets import AGES, Name
from functions.shared.audience.self_report import Claim, FaultCode, SelfReport, clean_handle, form_report
from tests.unit.audience.samples import NOW, TODAY

CLAIM = Claim("@ayse.gezer", TODAY, 12_400)
SHARES = {"age": {"18-24": 0.6, "25-34": 0.4}, "gender": {"female": 0.7, "male": 0.3}}


def codes(claim: Claim, shares: dict[str, dict[str, float]]) -> list[tuple[str, str]]:
    found = form_report(claim, shares, NOW, TODAY)
    return [(fault.code.value, fault.field) for fault in found] if isinstance(found, tuple) else []


def test_a_form_becomes_an_audience() -> None:
    found = form_report(CLAIM, SHARES, NOW, TODAY)
    assert isinstance(found, SelfReport)
    assert found.handle == "ayse.gezer"
    assert [dimension.name for dimension in found.dimensions] == [Name.AGE, Name.GENDER]
    assert found.dimensions[0].shares == {"18-24": 0.6, "25-34": 0.4}


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (replace(CLAIM, handle="not a handle"), ("handle_invalid", "platform_handle")),
        (replace(CLAIM, as_of=TODAY + timedelta(1)), ("date_in_future", "as_of")),
        (replace(CLAIM, followers=0), ("followers_invalid", "followers")),
    ],
)
def test_a_wrong_claim_is_told_by_field(claim: Claim, fault: tuple[str, str]) -> None:
    assert codes(claim, SHARES) == [fault]


@pytest.mark.parametrize(
    ("shares", "fault"),
    [
        ({}, ("empty", "share")),
        ({"age": {}}, ("empty", "share")),
        ({"mood": {"happy": 1.0}}, ("dim_unknown", "mood.happy")),
        ({"age": {"young": 1.0}}, ("bucket_unknown", "age.young")),
        ({"age": {"18-24": 1.5}}, ("share_out_of_range", "age.18-24")),
        ({"age": {"18-24": float("nan")}}, ("share_invalid", "age.18-24")),
        ({"gender": {"F": 0.5, "female": 0.5}}, ("bucket_repeated", "gender.female")),
        ({"age": {"18-24": 0.9}}, ("sum_off", "age")),
    ],
)
def test_a_wrong_share_is_told_by_field(shares: dict[str, dict[str, float]], fault: tuple[str, str]) -> None:
    assert codes(CLAIM, shares) == [fault]


@given(st.lists(st.floats(0, 1), min_size=6, max_size=6).filter(lambda parts: sum(parts) > 0.1))
def test_what_sums_to_one_is_taken_as_it_is(parts: list[float]) -> None:
    whole = sum(parts)
    shares = {age: part / whole for age, part in zip(AGES, parts, strict=True)}
    found = form_report(CLAIM, {"age": shares}, NOW, TODAY)
    assert isinstance(found, SelfReport)
    assert found.dimensions[0].shares == pytest.approx({age: share for age, share in shares.items() if share > 0})


@given(
    st.dictionaries(
        st.sampled_from(list(Name)).map(str) | st.text(max_size=5),
        st.dictionaries(st.sampled_from(AGES) | st.text(max_size=5), st.floats(), max_size=4),
        max_size=3,
    )
)
def test_any_form_is_an_audience_or_faults(shares: dict[str, dict[str, float]]) -> None:
    found = form_report(CLAIM, shares, NOW, TODAY)
    assert isinstance(found, SelfReport) or all(isinstance(fault.code, FaultCode) for fault in found)


@pytest.mark.parametrize(
    ("written", "handle"),
    [
        ("@Ayse.Gezer", "ayse.gezer"),
        (" ayse_1 ", "ayse_1"),
        ("a", None),
        ("@", None),
        ("a" * 25, None),
        ("ay\u015fe", None),
    ],
)
def test_handles(written: str, handle: str | None) -> None:
    assert clean_handle(written) == handle
