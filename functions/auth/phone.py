"""Which number is meant, and may it get a code? Parsing and judging, no I/O.

Metadata: Google's libphonenumber (phonenumberslite). Only mobile numbers in countries that are served get a code:
premium and fixed lines are how SMS pumping earns its money. The metadata is loaded by the first number (25 ms): most
cold starts answer a route that needs none.
"""

import re
from functools import cache
from importlib import import_module
from typing import Any, NewType

from functions.shared.problems import Code, Problem

Phone = NewType("Phone", str)
"""E.164, for example +905321234567."""

HOME_REGION = "TR"
_WRITING = re.compile(r"[+0-9() .\-/]{6,32}", re.ASCII)


@cache
def _library() -> Any:
    return import_module("phonenumbers")


def parse(text: str, served: frozenset[str]) -> Phone:
    """Reads international or Turkish national writing; `served` holds ISO countries, or `*` for all.

    Raises Problem: phone_invalid, phone_unsupported (both 422).
    """
    if not _WRITING.fullmatch(text):
        raise Problem(Code.PHONE_INVALID)
    phonenumbers = _library()
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        raise Problem(Code.PHONE_INVALID) from None
    if not phonenumbers.is_valid_number(number):
        raise Problem(Code.PHONE_INVALID)
    region = phonenumbers.region_code_for_number(number)
    kinds = phonenumbers.PhoneNumberType
    mobile = phonenumbers.number_type(number) in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)
    if not mobile or not ("*" in served or region in served):
        raise Problem(Code.PHONE_UNSUPPORTED)
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def masked(phone: Phone) -> str:
    """`+90 ••• ••• •• 67`-like: country code and the last two digits."""
    country = _library().parse(phone).country_code
    hidden = len(phone) - len(str(country)) - 3
    return f"+{country} {'•' * hidden}{phone[-2:]}"
