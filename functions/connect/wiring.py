"""stub"""


class Connect: ...


def wire() -> Connect: ...
