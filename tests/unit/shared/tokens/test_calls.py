"""AWS refusals become ours and carry nothing of what was sent."""

import traceback

import pytest
from botocore.exceptions import ClientError

from functions.shared.tokens.calls import asked
from functions.shared.tokens.ports import StaleError, UnavailableError
from infra.aws import Cloud

SECRET = "1//0verysecret"


def test_a_refused_parameter_is_not_quoted() -> None:
    """Without us it would be: botocore's message quotes it."""
    client = Cloud("http://127.0.0.1:1").client("secretsmanager")
    with pytest.raises(UnavailableError) as failed:
        asked(lambda: client.put_secret_value(SecretId="x", SecretString=[SECRET]))
    assert str(failed.value) == "ParamValidationError"
    assert failed.value.__context__ is None
    assert SECRET not in "".join(traceback.format_exception(failed.value))


def test_an_error_code_may_have_a_meaning() -> None:
    def refuse() -> None:
        raise ClientError({"Error": {"Code": "Gone", "Message": SECRET}}, "Put")

    with pytest.raises(StaleError):
        asked(refuse, {"Gone": StaleError})
    with pytest.raises(UnavailableError, match=r"^Gone$"):
        asked(refuse)
