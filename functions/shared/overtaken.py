"""What does a store say when somebody else came first? Pure; who can looks again, for the others it is a 503."""


class OvertakenError(Exception):
    """What was read is no longer so."""
