"""How is PostgreSQL told which way to go? By its settings, for the rest of a transaction.

It would choose by costs that know nothing of where the matches lie, and pgvector only warns of a setting that it does
not know. So the way is forced, and a test reads plan and settings.
"""

from functions.shared.database import Connection

_WAY = """
select set_config('enable_seqscan', %(other)s, true), set_config('enable_bitmapscan', %(other)s, true),
    set_config('jit', 'off', true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
    set_config('hnsw.ef_search', %(ef)s, true), set_config('hnsw.max_scan_tuples', %(scan)s, true),
    set_config('hnsw.scan_mem_multiplier', '8', true), set_config('work_mem', '32MB', true),
    set_config('parallel_setup_cost', '100', true), set_config('parallel_tuple_cost', '0.01', true)
"""
_EF = (600, 1_000)
"""hnsw.ef_search, candidates of a step of the walk: fewer miss whole groups of creators; pgvector's limit is 1,000."""


def force(opened: Connection, *, graph: bool, scan: int = 20_000, fetch: int = 0) -> None:
    """Through a graph: until `scan` rows were looked at, to have `fetch` that pass. Or through none."""
    ef = min(max(2 * fetch, _EF[0]), _EF[1])
    opened.execute(_WAY, {"other": "off" if graph else "on", "ef": str(ef), "scan": str(scan)})
