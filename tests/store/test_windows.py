"""Are windows charged together, and never beyond their limit?"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from pynamodb.connection import Connection

from functions.shared import connect_table
from functions.shared.connect_table import WindowRow
from functions.shared.dynamo import Transactions
from functions.shared.rates import HOUR, MINUTE, Window
from functions.shared.windows import Rates, Windows
from tests.store.conftest import AwsEndpoint

TABLE = "connect-windows"
NOW = 1_800_000_000


@pytest.fixture
def rates(emulator: AwsEndpoint) -> Rates:
    emulator.fresh_table(TABLE)
    connect_table.bind(TABLE)
    return Rates(Windows(WindowRow), Transactions(Connection()))


def test_a_full_window_says_which_it_is_and_the_others_are_not_charged(rates: Rates) -> None:
    short, long = Window("short", "k", MINUTE, 1), Window("long", "k", HOUR, 2)
    assert rates.charge([short, long], NOW) is None
    assert rates.charge([short, long], NOW) == short
    assert rates.charge([short, long], NOW + MINUTE) is None
    assert rates.charge([short, long], NOW + 2 * MINUTE) == long
    assert rates.charge([short, long], NOW + HOUR) is None


def test_windows_of_other_keys_are_others(rates: Rates) -> None:
    for key in ("a", "b"):
        assert rates.charge([Window("w", key, MINUTE, 1)], NOW) is None


def test_many_at_once_get_no_more_than_the_limit(rates: Rates) -> None:
    window = Window("w", "k", MINUTE, 5)
    with ThreadPoolExecutor(8) as pool:
        refused = list(pool.map(lambda _: rates.charge([window], NOW), range(16)))
    assert refused.count(None) == 5
