"""What must be known to read the comparison? Printed below it, so that no figure travels without it."""

TEXT = """
What was compared
  All share this machine's cores. p50 and p95 are medians over the rounds; in brackets how many searches were timed.
  ours/it: of the medians (lowest-highest of one round), over the same companies; below 1 ours is faster; where these
  straddle 1, nothing is shown. Recall: what part of the best 50 (or of all that match, if fewer) was returned, judged
  in single precision; a row within .001 of the last of them is no miss. Times are the client's, from the first
  statement sent over the Unix socket to the last row read: the planner's own queries are in ours. EXPLAIN runs nowhere.
  ours   functions/match: estimate, path, search and count of the matches, as an endpoint calls it. The others return no
         count of the matches and no next page.
  (a)    every row that passes, sorted by its product, over vector(73), with indexes of country, category, followers and
         facets and the planner's choice among them; parallel workers and jit as PostgreSQL comes.
  (b)    the global index of ours with ef_search 40 and no iterative scan: what `order by ... limit 50` does by itself.
         It returns 40 rows at most, fewer with a filter: that is what is wrong with it, not its time.
  (c)    no database: arrays of one process, whose threads share the cores. Nobody can update, persist or share them,
         and every process that answers requests would need them: its time is a floor, not an alternative.
  (d)    Django's queryset filters, a loop in Python scores; two columns, a server-side cursor, roots taken beforehand.
         Where one company takes it longer than BENCH_LOOP_SECONDS, it is asked for one, and in the first round only.
  Indexes are built over full tables, one after the other, with the stated maintenance_work_mem. Refreshing is the
  deployed store's claim and conclusion of a pull (snapshot, metrics, creator, index row) without a provider or a queue,
  in one process; searches meanwhile are of all classes in turn, also those that are slow alone."""
