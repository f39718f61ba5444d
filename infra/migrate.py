"""Which schema changes are there, and who runs them? The files of infra/migrations; functions/shared/migrations.py.

    make run      here, on the embedded database
    make deploy   in the account's private network, by the function connect.migrate

Usage: DATABASE_URL=... python -m infra.migrate
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from botocore.config import Config

from functions.shared import migrations
from functions.shared.migrations import Migration, MigrationError
from infra.aws import Cloud
from infra.layout import MIGRATIONS
from infra.stack import Progress

FUNCTION = "ConnectMigrateFunctionName"
"""Output of the root stack."""
PATIENT = Config(read_timeout=960, retries={"total_max_attempts": 1}, tcp_keepalive=True)
"""Longer than the function may run; a second call would only wait for the first one's lock."""
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


def read(folder: Path) -> list[Migration]:
    """Raises MigrationError for a name or number that does not fit."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        name = _NAME.fullmatch(path.name)
        if not name:
            raise MigrationError(f"{path.name}: a migration is named like 0002_add_profiles.sql")
        found.append(Migration(int(name[1]), path.name, path.read_text()))
    if [m.number for m in found] != list(range(1, len(found) + 1)):
        raise MigrationError(f"migrations must be numbered 1, 2, 3...: {', '.join(m.name for m in found)}")
    return found


def apply(url: str, folder: Path, progress: Progress = lambda _: None) -> list[str]:
    """Names of the migrations that ran now. Raises MigrationError; what ran before a failure stays."""
    return _told(migrations.apply(url, read(folder)), progress)


def apply_remotely(
    cloud: Cloud, outputs: Mapping[str, str], folder: Path, progress: Progress = lambda _: None
) -> list[str]:
    """The same on the database of a deployed stack, which only its own functions can reach."""
    request = json.dumps(migrations.payload(read(folder)))
    client = cloud.client("lambda", PATIENT)
    reply = client.invoke(FunctionName=outputs[FUNCTION], Payload=request.encode())
    answer = json.loads(reply["Payload"].read())
    if reply.get("FunctionError"):
        raise MigrationError(str(answer.get("errorMessage", answer)))
    return _told(answer["applied"], progress)


def _told(names: list[str], progress: Progress) -> list[str]:
    progress(f"database: {', '.join(names) if names else 'schema is current'}")
    return names


def main() -> int:
    url = os.environ.get("DATABASE_URL")
    if not url:
        print("migrate: set DATABASE_URL", file=sys.stderr)
        return 2
    try:
        apply(url, MIGRATIONS, print)
    except MigrationError as error:
        print(f"migrate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
