from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared.audience import tiktok
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Provenance, State
from functions.shared.audience.metrics import Metric
from functions.shared.audience.self_report import MAX_ENTRIES, MAX_FAULTS, Fault, FaultCode, SelfReport
from tests.unit.audience.samples import NOW, TODAY, text

HEADER = "platform_handle,as_of,followers,dim,bucket,share"
ROW = "@ayse,2026-11-20,12400,gender,female,0.6"
REST = "@ayse,2026-11-20,12400,gender,male,0.4"


def parse(*lines: str) -> SelfReport | tuple[Fault, ...]:
    return tiktok.parse("\n".join(lines), NOW, TODAY)


def faults(*lines: str) -> set[tuple[int | None, str, str]]:
    found = parse(*lines)
    assert isinstance(found, tuple)
    return {(fault.line, fault.code.value, fault.field) for fault in found}


def taken(written: str) -> SelfReport:
    found = tiktok.parse(written, NOW, TODAY)
    assert isinstance(found, SelfReport), found
    return found


def test_a_file_becomes_an_audience() -> None:
    found = taken(text("tiktok.csv"))
    age, gender, country = found.dimensions
    assert found.handle == "ayse.gezer"
    assert found.metrics.values == {Metric.FOLLOWERS: 12_400}
    assert age.source.provenance is Provenance.SELF_REPORTED
    assert age.pull.window.start == age.pull.window.end == date(2026, 11, 20)
    assert age.tally.minors_n == 0.05
    assert age.shares["18-24"] == pytest.approx(0.45 / 0.95)
    assert gender.tally.unknown_n == 0.01
    assert country.other_share == pytest.approx(0.1)


def test_what_a_spreadsheet_in_turkish_saves_is_read() -> None:
    age, city = taken(text("tiktok_excel.csv")).dimensions
    assert age.tally.amounts["18-24"] == 0.45
    assert age.tally.amounts["25-34"] == 0.3
    assert age.tally.amounts["45-54"] == 0.05
    assert city.tally.amounts == {"İstanbul, Türkiye": 0.625}


def test_tiktoks_55_and_over_is_parted_and_then_derived() -> None:
    age, city = taken(text("tiktok_excel.csv")).dimensions
    assert age.tally.amounts["55-64"] + age.tally.amounts["65+"] == pytest.approx(0.03)
    assert age.tally.unknown_n == 0
    assert age.source.provenance is Provenance.DERIVED
    assert city.source.provenance is Provenance.SELF_REPORTED


def test_self_reported_numbers_count_as_100_people_at_most() -> None:
    _, gender, _ = taken(text("tiktok.csv")).dimensions
    assert gender.sample_size == pytest.approx(99)
    few = taken(text("tiktok.csv").replace("12400", "40")).dimensions[1]
    assert few.sample_size == pytest.approx(39.6)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_mean_nothing(separator: str, newline: str) -> None:
    written = newline.join([HEADER, ROW, "", REST, ""]).replace(",", separator)
    assert taken("\ufeff" + written) == taken("\n".join([HEADER, ROW, REST]))


def test_unlisted_columns_and_their_order_mean_nothing() -> None:
    lines = ["note,share,dim,bucket,FOLLOWERS,as_of,Platform_Handle", 'x,"0,6",gender,F,12.400,20.11.2026,AYSE']
    assert taken("\n".join([*lines, 'x,"40%",Gender,m,12.400,20.11.2026,ayse'])) == taken(
        "\n".join([HEADER, ROW, REST])
    )


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("0.25", 0.25),
        ("0,25", 0.25),
        (",25", 0.25),
        ("25%", 0.25),
        ("%25", 0.25),
        ("25,5 %", 0.255),
        ("% 25.5", 0.255),
        ("1", 1.0),
        ("100%", 1.0),
        ("25", 25.0),
        ("%25%", None),
        ("-1", None),
        ("1e-1", None),
        ("nan", None),
        ("٠,٢٥", None),
        ("1.234,5", None),
        ("", None),
    ],
)
def test_shares_as_people_write_them(written: str, share: float | None) -> None:
    assert tiktok.share(written) == (None if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("written", "followers"),
    [
        ("12400", 12_400),
        ("12.400", 12_400),
        ("1,234,567", 1_234_567),
        ("12 400", 12_400),
        ("1.234,567", None),
        ("12.4", None),
        ("12.4K", None),
        ("0", None),
        ("-5", None),
        ("9999999999", None),
    ],
)
def test_followers_as_people_write_them(written: str, followers: int | None) -> None:
    assert tiktok.followers(written) == followers


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("@ayse,2026-11-20,12400,gender,male", "wrong_width:row"),
        ("@ayse,2026-11-20,12400,gender,male,0,4", "wrong_width:row"),
        ("a b,2026-11-20,12400,gender,male,0.4", "handle_invalid:platform_handle"),
        ("@fatma,2026-11-20,12400,gender,male,0.4", "handle_differs:platform_handle"),
        ("@ayse,2026-02-30,12400,gender,male,0.4", "date_invalid:as_of"),
        ("@ayse,11/21/2026,12400,gender,male,0.4", "date_invalid:as_of"),
        ("@ayse,2026-11-22,12400,gender,male,0.4", "date_in_future:as_of"),
        ("@ayse,2026-11-19,12400,gender,male,0.4", "date_differs:as_of"),
        ("@ayse,2026-11-20,many,gender,male,0.4", "followers_invalid:followers"),
        ("@ayse,2026-11-20,12401,gender,male,0.4", "followers_differ:followers"),
        ("@ayse,2026-11-20,12400,interests,male,0.4", "dim_unknown:dim"),
        ("@ayse,2026-11-20,12400,gender,robot,0.4", "bucket_unknown:bucket"),
        ("@ayse,2026-11-20,12400,gender,F,0.4", "bucket_repeated:bucket"),
        ("@ayse,2026-11-20,12400,gender,male,lots", "share_invalid:share"),
        ("@ayse,2026-11-20,12400,gender,male,40", "share_out_of_range:share"),
        ("@ayse,2026-11-20,12400,gender,male,0.43", "sum_off:gender"),
    ],
)
def test_a_wrong_row_is_told_by_line_and_code(row: str, fault: str) -> None:
    code, _, field = fault.partition(":")
    assert (3, code, field) in faults(HEADER, ROW, row)


def test_all_wrong_rows_are_told_in_order() -> None:
    found = parse(HEADER, "@ayse,soon,12400,gender,female,x", "@ayse,2026-11-20,12400,mood,happy,1")
    assert isinstance(found, tuple)
    assert [(fault.line, fault.code.value) for fault in found] == [
        (2, "date_invalid"),
        (2, "share_invalid"),
        (3, "dim_unknown"),
    ]


@pytest.mark.parametrize(("share", "right"), [("0.42", True), ("0.38", True), ("0.421", False), ("0.379", False)])
def test_shares_sum_to_one_within_two_hundredths(share: str, *, right: bool) -> None:
    assert isinstance(parse(HEADER, ROW, REST.replace("0.4", share)), SelfReport) is right


def test_55_and_over_beside_its_parts_is_counted_twice() -> None:
    rows = [f"@ayse,2026-11-20,12400,age,{age},0.5" for age in ("55+", "65+")]
    assert faults(HEADER, *rows) == {(3, "bucket_repeated", "bucket")}
    assert faults(HEADER, *reversed(rows)) == {(3, "bucket_repeated", "bucket")}


def test_nobody_known_is_no_value() -> None:
    found = taken(f"{HEADER}\n@ayse,2026-11-20,12400,gender,unknown,1")
    assert found.dimensions[0].state is State.SUPPRESSED


def test_the_file_as_a_whole_may_be_wrong() -> None:
    assert faults("") == {(1, "column_missing", column) for column in tiktok.COLUMNS}
    assert faults(HEADER) == {(1, "empty", "file")}
    assert faults(HEADER.replace("share", "part"), ROW) == {(1, "column_missing", "share")}
    assert faults(f"{HEADER},share", f"{ROW},1") == {(1, "column_repeated", "share")}
    assert faults("x" * (tiktok.MAX_CHARACTERS + 1)) == {(None, "too_large", "file")}
    assert faults(HEADER, '"' + "x" * 200_000) == {(None, "unreadable", "file")}


def test_ten_thousand_rows_are_the_most() -> None:
    rows = [f"@ayse,2026-11-20,12400,city,Town {number},0.0001" for number in range(MAX_ENTRIES)]
    assert isinstance(parse(HEADER, *rows), SelfReport)
    assert (MAX_ENTRIES + 2, "too_many_rows", "file") in faults(HEADER, *rows, ROW)


def test_faults_are_bounded() -> None:
    found = parse(HEADER, *["@ayse,2026-11-20,12400,mood,happy,1"] * 500, *["short"] * 500)
    assert isinstance(found, tuple)
    assert len(found) == MAX_FAULTS


CELLS = st.sampled_from(
    ["@ayse", "2026-11-20", "12400", "age", "gender", "55+", "65+", "F", "0,5", "%50", '"', "", "\x00"]
)
LINES = st.lists(st.lists(CELLS | st.text(max_size=6), max_size=8).map(",".join), max_size=8)


@given(st.text(max_size=300) | LINES.map(lambda lines: "\n".join([HEADER, *lines])))
def test_any_text_is_an_audience_or_faults(written: str) -> None:
    found = tiktok.parse(written, NOW, TODAY)
    if isinstance(found, tuple):
        assert 0 < len(found) <= MAX_FAULTS
        assert all(isinstance(fault.code, FaultCode) for fault in found)
    else:
        assert found.dimensions
        assert {dimension.name for dimension in found.dimensions} <= set(Name)
