"""People and companies who do not exist, as many as wanted, drawn from what is published about the platforms.

    names topics  ->  people  ->  crowds (who follows)  ->  pulls (as the provider tells it)  ->  loading (Postgres)
                              ->  pace (numbers by day)      profiles, companies                  demo (make run)

The same seed, number and day always give the same person. docs/population.md tells what is drawn from what.
"""
