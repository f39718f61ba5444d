"""What must be known to read the comparison? Printed below it, so that no figure travels without it."""

TEXT = """
5. What was compared
  All share this machine's cores: two emulators of AWS (Python programs; S3 in one, DynamoDB in the other), the API (the
  deployed handlers in one process, a thread a request) and the client. Ratios are of medians over rounds in which all
  take turns (lowest-highest of one round). Times fail nothing; another result, or one store call too many, does.
  1. Ours: from an empty journal until every file is committed and journalled. It walks, hashes, asks what is there,
     makes the folders, announces, puts, and has size and hash of every object verified. "Presigned PUTs" is a loop
     over URLs that were signed before, through the same HTTP client with as many threads, into the same bucket.
     On loopback the far end computes on the same cores: what the stores and the API do for a file is added to the time
     instead of going on elsewhere meanwhile. Behind the uplink both wait for the same wire, and overlap shows.
  2. `upload_file` with as large parts and as many at a time; it makes a CRC32 of each part while it sends it. Ours
     reads the file a first time for its SHA-256, as its announcement names it.
  3. Counted at botocore's event, around the same services that the handlers call; without the access check.
  4. The same 200 rows of the same index. The API reads a page through PynamoDB, checks the session, writes JSON."""
