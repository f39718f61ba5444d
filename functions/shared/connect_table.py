"""What lies in the connect table (CONNECT_TABLE)? The base of its rows, and the one kind that several functions write.

pk                  sk        row
RL#{name}#{key}     {start}   WindowRow   a rate-limit counter
"""

from functions.shared.dynamo import KeyedRow
from functions.shared.windows import CounterRow


class ConnectRow(KeyedRow):
    """A row of the connect table."""

    class Meta:
        table_name = "unbound"
        connect_timeout_seconds = 2
        read_timeout_seconds = 5
        max_retry_attempts = 3


class WindowRow(ConnectRow, CounterRow):
    """One window from its start on."""


def bind(table_name: str) -> None:
    """Points the rows at this process's table; called once, where the function is wired."""
    ConnectRow.Meta.table_name = table_name
