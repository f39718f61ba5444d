"""Where are upload rules kept? One row of their user; two changes at a time take turns, none comes after erasure."""

from functions.shared.dynamo import Draft, Transactions
from functions.vault.core import ledger, rows
from functions.vault.core.rows import ErasedRow, RulesRow
from functions.vault.rules import mapping_rules
from functions.vault.rules.ports_rules import SavedRules


class RuleRows:
    """Implements `ports.RuleStore`."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def rules(self, user_id: str) -> SavedRules:
        place = mapping_rules.place(user_id)
        return mapping_rules.saved(rows.fetch([place]).get(place))

    def keep(self, user_id: str, before: SavedRules, after: SavedRules) -> None:
        def build(draft: Draft) -> None:
            unchanged = RulesRow.rev == before.rev if before.rev else RulesRow.pk.does_not_exist()
            draft.require("erased", ErasedRow(rows.erased_key(user_id), "ERASED"), ErasedRow.pk.does_not_exist())
            draft.put("rules", mapping_rules.row(user_id, after), unchanged)

        ledger.run(self._transactions, build)
