"""Which token vault does this process use? Built by whoever may read tokens, and only there."""

from enum import StrEnum

from functions.shared import aws
from functions.shared.clock import Clock
from functions.shared.dynamo import Transactions
from functions.shared.metrics import Metrics
from functions.shared.tokens import rows
from functions.shared.tokens.envelope import KEY_KEPT, DataKeys
from functions.shared.tokens.kms_vault import KmsVault
from functions.shared.tokens.ledger import Ledgers
from functions.shared.tokens.secret_store import SecretStore
from functions.shared.tokens.secrets_vault import SecretsVault


class VaultKind(StrEnum):
    """Values of the setting TOKEN_VAULT."""

    SECRETS = "secrets"
    KMS = "kms"


def secrets_vault(
    stage: str, table: str, key_id: str, transactions: Transactions, metrics: Metrics, clock: Clock
) -> SecretsVault:
    rows.bind(table)
    return SecretsVault(
        SecretStore(aws.client("secretsmanager"), stage, key_id),
        Ledgers(transactions, clock),
        DataKeys(aws.client("kms"), key_id, clock),
        metrics,
        clock,
    )


def kms_vault(table: str, key_id: str, transactions: Transactions, clock: Clock, kept: int = KEY_KEPT) -> KmsVault:
    rows.bind(table)
    return KmsVault(DataKeys(aws.client("kms"), key_id, clock, kept), transactions, clock)


def vault(
    kind: VaultKind, stage: str, table: str, key_id: str, transactions: Transactions, metrics: Metrics, clock: Clock
) -> SecretsVault | KmsVault:
    """`table`: TOKEN_TABLE; `key_id`: TOKEN_KEY, ARN of the symmetric KMS key of tokens."""
    if kind is VaultKind.SECRETS:
        return secrets_vault(stage, table, key_id, transactions, metrics, clock)
    return kms_vault(table, key_id, transactions, clock)
