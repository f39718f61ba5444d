"""How often may an endpoint ask its store, and what may its import bring along? What the design promises."""

START = 2
"""Store round trips of POST /auth/otp, besides the text itself."""
VERIFY = 2
REFRESH = 1
ACCESS_CHECK = 1
"""Of any authenticated request whose session was not looked up within the last seconds."""
TEXTS_PER_START = 1

FORBIDDEN_MODULES = ("psycopg", "googleapiclient", "grpc", "pandas", "django", "fastapi")
"""What no handler's module may import: each costs a cold start more than all of ours together."""
NEEDED_MODULES = {"connect": {"psycopg"}, "match": {"psycopg"}, "refresh": {"psycopg"}, "trends": {"pandas", "psycopg"}}
"""But for what a function does nothing without. Refresh imports Google's libraries where its pull is wired only."""
IMPORT_SECONDS = 0.30
"""The design's figure for auth. Printed beside what was measured; a machine's speed fails nothing."""
