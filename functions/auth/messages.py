"""What does the SMS say? Short ASCII texts: Turkish letters outside GSM-7 would double the price, and a text with any
address may be blocked in Turkey (sender-ID rules since April 2026), so there is no WebOTP line and no link.
"""

_TEXTS = {
    "tr": "Infofluencer giris kodunuz {code}. {minutes} dk gecerli. Kimseyle paylasmayin.",
    "en": "Your Infofluencer sign-in code is {code}. Valid for {minutes} min. Do not share it.",
}


def code_text(locale: str, code: str, lifetime: int) -> str:
    """At most 160 GSM-7 characters, with 5 left for what operators append."""
    return _TEXTS.get(locale, _TEXTS["tr"]).format(code=code, minutes=lifetime // 60)
