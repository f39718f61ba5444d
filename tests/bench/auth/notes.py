"""What must be known to read the comparison? Printed below it, so that no figure travels without it."""

TEXT = """
4. What was compared
  Timed: the call into the application alone (Lambda event, WSGI environ, ASGI scope). No server, no adapter (Mangum),
  no API Gateway, no network. All three parse the number with phonenumbers, sign the same ES256 token with PyJWT and
  hand the text to a dictionary. Ratios: median of the whole run (lowest-highest of its rounds); below 1 ours is faster.
  3a is framework and handler: dictionaries for all; FastAPI's views are `async def` there, its fastest form.
  3b is not a contest of frameworks: SQLite is a library in the process, in WAL mode with synchronous=NORMAL; ours asks
  an AWS emulator over HTTP, written in Python, on the same cores. DynamoDB itself was not measured.
  What ours does in these requests and the plain ones do not:
    attempts counted before the comparison, in one conditional write; at most 5 compared however many come at once
    one transaction for code, phone, user, session and audit; other codes of the phone die with it
    send and failure limits per phone and network, different phones per network, daily budget, lockout after 100
    the challenge bound to the browser; the edge's secret checked; a code derived, never stored
    refresh tokens in a chain with reuse detection; number types checked (premium and fixed lines get no code)
    one redacted JSON log line per request and one metric per event ("no log or metrics" is ours without)
  What the plain ones do: DRF throttles per address in process memory (10 and 30 a minute); FastAPI throttles nothing;
  both refuse a second code within 30 s, count a wrong attempt after comparing it (read, then write), hash codes."""
