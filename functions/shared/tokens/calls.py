"""What did AWS answer? Calls whose refusals become ours, with nothing of the request in them."""

from collections.abc import Callable
from typing import TypeVar

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.tokens.ports import TokenVaultError, UnavailableError

T = TypeVar("T")
Meanings = dict[str, type[TokenVaultError]]


def asked(call: Callable[[], T], meanings: Meanings | None = None) -> T:
    """The answer. Raises what `meanings` says of an error code, else UnavailableError.

    Raised outside of the handler: botocore's ParamValidationError quotes the values of parameters, and as a context it
    would follow our error into every traceback.
    """
    try:
        return call()
    except ClientError as error:
        failure = str(error.response.get("Error", {}).get("Code", "ClientError"))
    except BotoCoreError as error:
        failure = type(error).__name__
    raise (meanings or {}).get(failure, UnavailableError)(failure)
