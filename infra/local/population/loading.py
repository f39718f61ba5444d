"""How do made-up people get into a database? Batches by COPY, each one transaction; what is there already stays.

A second load of the same day reads and writes next to nothing; one of a later day adds what would have been told since.
Index rows are written as for real creators: by functions/shared/creators.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any, LiteralString

from psycopg import sql
from psycopg.types.json import Jsonb
