"""Upload rules as a row and back."""

from hypothesis import given
from hypothesis import strategies as st

from functions.vault.core.rows import HeadRow, RulesRow
from functions.vault.rules import mapping_rules
from functions.vault.rules.ports_rules import SavedRules
from functions.vault.rules.rules import Rules, Window
from tests.unit.vault.samples import NOW, USER

MINUTES = st.integers(0, 1439)
RULES = st.builds(
    Rules,
    windows=st.lists(st.builds(Window, MINUTES, MINUTES), max_size=3).map(tuple),
    max_file_bytes=st.none() | st.integers(1, 2**53 - 1),
    types=st.lists(st.sampled_from(["image/*", "application/pdf"])).map(tuple),
)


def stored(row: RulesRow) -> RulesRow:
    """As DynamoDB gives it back."""
    again = RulesRow()
    again.deserialize(row.serialize())
    return again


@given(RULES, st.integers(1, 10**9))
def test_what_is_stored_is_read_again(rules: Rules, rev: int) -> None:
    saved = SavedRules(rules, rev, NOW)
    assert mapping_rules.saved(stored(mapping_rules.row(USER, saved))) == saved


def test_where_there_is_no_row_nothing_is_held_back() -> None:
    assert mapping_rules.saved(None) == mapping_rules.saved(HeadRow()) == SavedRules(Rules(), 0, None)


def test_a_row_of_another_version_says_what_it_can() -> None:
    row = mapping_rules.row(USER, SavedRules(Rules(automatic=True, interval_minutes=60), 4, NOW))
    row.rules = {"automatic": True, "roaming": False}
    assert mapping_rules.saved(stored(row)) == SavedRules(Rules(automatic=True), 4, NOW)
