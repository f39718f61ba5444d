"""Where is what in this repository? Paths only."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = ROOT / "functions"
ROOT_TEMPLATE = ROOT / "template.yaml"
DATABASE_TEMPLATE = ROOT / "infra" / "database.yaml"
MERGE_TEMPLATES = ROOT / "infra" / "functions"
MIGRATIONS = ROOT / "infra" / "migrations"
DATABASE_ROOTS = ROOT / "infra" / "certificates" / "rds.pem"
"""Amazon's certificate authorities of RDS, one per region."""
EVENTS = ROOT / "events"
BUILD = ROOT / "build"
"""What can be made again from the repository: packages and installed dependencies."""
STATE = ROOT / ".local"
"""What cannot: local tables, objects, database, logs. `make reset` empties it."""
SITE = ROOT / "web" / "out"
"""The exported PWA."""


def function_names() -> list[str]:
    """Every folder of functions/ that is a Chalice app."""
    return sorted(app.parent.name for app in FUNCTIONS.glob("*/app.py"))
