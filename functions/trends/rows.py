"""What does the trends function keep in the connect table? One row; `docs/data-model.md` lists it.

pk       sk     row
TRENDS   PACE   PaceRow   the day's budget and the circuit breaker (`pace`)
"""

from pynamodb.attributes import NumberAttribute

from functions.shared.connect_table import ConnectRow


class PaceRow(ConnectRow):
    revision = NumberAttribute()
    day = NumberAttribute()
    spent = NumberAttribute()
    failures = NumberAttribute()
    rests = NumberAttribute()
    rests_until = NumberAttribute()
    held_until = NumberAttribute()
