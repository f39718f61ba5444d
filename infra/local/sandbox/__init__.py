"""Google and Instagram, played on this machine: consent, tokens and data of a hundred people who do not exist.

server.py  operations.py  exchange.py    HTTP -> the handler of an operation -> HTTP
world.py                                 all that the handlers share: accounts, tokens, faults, quotas, calls, clock
google_*.py  ga4_*.py  youtube_*.py      what Google answers      instagram_*.py  what Meta answers      trends.py
*_accounts.py  audiences.py  published.py  movement.py            who the accounts are, and how they move with time
"""
