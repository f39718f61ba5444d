"""How do upload rules become a row and back?"""

from dataclasses import asdict, fields

from functions.vault.core import rows
from functions.vault.core.rows import RulesRow, VaultRow
from functions.vault.rules.ports_rules import SavedRules
from functions.vault.rules.rules import Rules, Window

SK = "SET#backup"


def place(user_id: str) -> tuple[str, str]:
    return rows.user_key(user_id), SK


def saved(row: VaultRow | None) -> SavedRules:
    """As built where there is no row, and in each rule that the row does not know or only a newer version does."""
    if not isinstance(row, RulesRow):
        return SavedRules(Rules(), 0, None)
    told = {one.name: row.rules[one.name] for one in fields(Rules) if one.name in row.rules}
    told["windows"] = tuple(Window(**window) for window in told.get("windows", ()))
    told["types"] = tuple(told.get("types", ()))
    return SavedRules(Rules(**told), int(row.rev), row.saved_at)


def row(user_id: str, value: SavedRules) -> RulesRow:
    return RulesRow(*place(user_id), rev=value.rev, saved_at=value.saved_at, rules=asdict(value.rules))
