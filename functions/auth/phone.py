"""Which number is meant, and may it get a code? Parsing and judging, no I/O.

Metadata: Google's libphonenumber (phonenumberslite). Only mobile numbers in countries that are served get a code:
premium and fixed lines are how SMS pumping earns its money.
"""

import re
from typing import NewType

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from functions.shared.problems import Code, Problem

Phone = NewType("Phone", str)
"""E.164, for example +905321234567."""

HOME_REGION = "TR"
_WRITING = re.compile(r"[+0-9() .\-/]{6,32}", re.ASCII)
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def parse(text: str, served: frozenset[str]) -> Phone:
    """Reads international or Turkish national writing; `served` holds ISO countries, or `*` for all.

    Raises Problem: phone_invalid, phone_unsupported (both 422).
    """
    if not _WRITING.fullmatch(text):
        raise Problem(Code.PHONE_INVALID)
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        raise Problem(Code.PHONE_INVALID) from None
    if not phonenumbers.is_valid_number(number):
        raise Problem(Code.PHONE_INVALID)
    region = phonenumbers.region_code_for_number(number)
    if phonenumbers.number_type(number) not in _MOBILE or not ("*" in served or region in served):
        raise Problem(Code.PHONE_UNSUPPORTED)
    return Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def masked(phone: Phone) -> str:
    """`+90 ••• ••• •• 67`-like: country code and the last two digits."""
    country = phonenumbers.parse(phone).country_code
    hidden = len(phone) - len(str(country)) - 3
    return f"+{country} {'•' * hidden}{phone[-2:]}"
