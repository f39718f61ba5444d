"""Why can the local platform not run? One exception whose text is the line that the developer sees."""


class LocalError(Exception):
    """A tool that is missing, a port in use, a service that does not start."""
