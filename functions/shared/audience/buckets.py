"""Into which common bucket does a provider's spelling fall? Pure; knows spellings, not answers.

    matched   the buckets that matching compares                      age 18-24 … 65+, female, male, mobile, TR
    apart     known and shown, but outside matching                   13-17, user_specified, console
    OTHER     the provider knows it and did not list it               GA4 "(other)", what a top-45 list cuts off
    UNKNOWN   the provider does not know it                           GA4 "(not set)", Instagram "U", YouTube "ZZ"

A spelling that nobody mapped is `UNRECOGNISED`: it counts as unknown and is counted once more on its own, so that a
provider's new bucket shows up in the numbers instead of vanishing. Sources: docs/audience.md.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum

OTHER = "other"
UNKNOWN = "unknown"
UNRECOGNISED = "unrecognised"
MINORS = "13-17"
USER_SPECIFIED = "user_specified"
CONSOLE = "console"
OLDEST_OPEN = "55+"
"""TikTok's last age group; two of ours. Only what a person types may contain it (see `tiktok`)."""


class Name(StrEnum):
    """The dimensions of an audience. Interests are none: GA4 puts one user into many of them."""

    AGE = "age"
    GENDER = "gender"
    COUNTRY = "country"
    CITY = "city"
    LANGUAGE = "language"
    DEVICE = "device"


AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
GENDERS = ("female", "male")
DEVICES = ("mobile", "desktop", "tablet", "tv")
_ISO_3166 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_ISO_3166.split())
"""ISO 3166-1 alpha-2, and XK (user-assigned, Kosovo), which Google and Meta report."""

_UNKNOWN = frozenset({"", "(not set)", "not set", "unknown", "(not provided)", "u", "zz", "unknown_platform"})
_OTHER = frozenset({"(other)", "other"})
_GENDERS = {"f": "female", "female": "female", "m": "male", "male": "male", "user_specified": USER_SPECIFIED}
_DEVICES = {name: name for name in DEVICES} | {"smart tv": "tv", "connected tv": "tv", "game_console": CONSOLE}
_COUNTRY_ALIASES = {"UK": "GB", "EL": "GR"}
_OLD_LANGUAGES = {"iw": "he", "in": "id", "ji": "yi"}
"""ISO 639 codes that were renamed and that Java, so Android, still sends."""
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.ASCII)
_AGE_NOISE = re.compile(r"^age|\s", re.ASCII)
_CITY_LENGTH = 120
_RESERVED = frozenset({MINORS, OLDEST_OPEN, UNRECOGNISED})
"""Words of ours that no city may take."""


def read(name: Name, written: str) -> str:
    """The bucket of a spelling; any text has one: a bucket of the dimension, OTHER, UNKNOWN or UNRECOGNISED."""
    spelling = " ".join(unicodedata.normalize("NFC", written).split())
    lowered = spelling.lower()
    if lowered in _UNKNOWN and not (name is Name.CITY and lowered in ("u", "zz")):
        return UNKNOWN
    if lowered in _OTHER:
        return OTHER
    return _READERS[name](spelling)


def matched(name: Name, bucket: str) -> bool:
    """Whether matching compares this bucket. OTHER counts as one of countries, cities and languages only."""
    if name in _MATCHED:
        return bucket in _MATCHED[name]
    return bucket not in (UNKNOWN, UNRECOGNISED)


def city_key(city: str) -> str:
    """What two providers' cities are compared by: `İstanbul` (GA4) and `Istanbul, Istanbul Province` are one.

    Without region, so two towns of one name in different regions share it: for filters, not for sums.
    """
    name = city.partition(",")[0].replace("\u0131", "i").replace("\u0130", "i")
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()


def _age(spelling: str) -> str:
    """`age18-24`, `18-24` with any dash, `65+`, and YouTube's `age65-`."""
    age = _AGE_NOISE.sub("", spelling.lower()).replace("\u2013", "-")
    age = "65+" if age == "65-" else age
    return age if age in AGES or age in (MINORS, OLDEST_OPEN) else UNRECOGNISED


def _gender(spelling: str) -> str:
    return _GENDERS.get(spelling.lower(), UNRECOGNISED)


def _device(spelling: str) -> str:
    return _DEVICES.get(spelling.lower(), CONSOLE if spelling.lower() == CONSOLE else UNRECOGNISED)


def _country(spelling: str) -> str:
    code = spelling.upper()
    code = _COUNTRY_ALIASES.get(code, code)
    return code if code in COUNTRIES else UNRECOGNISED


def _language(spelling: str) -> str:
    """The primary subtag of BCP 47: `tr` of `tr-TR`."""
    found = _LANGUAGE.fullmatch(spelling.lower())
    return _OLD_LANGUAGES.get(found[1], found[1]) if found else UNRECOGNISED


def _city(spelling: str) -> str:
    """As written, since a list of all cities is nobody's; control characters and endless names are none."""
    taken = len(spelling) > _CITY_LENGTH or not spelling.isprintable() or spelling in _RESERVED
    return UNRECOGNISED if taken else spelling


_READERS: Mapping[Name, Callable[[str], str]] = {
    Name.AGE: _age,
    Name.GENDER: _gender,
    Name.COUNTRY: _country,
    Name.CITY: _city,
    Name.LANGUAGE: _language,
    Name.DEVICE: _device,
}
_MATCHED: Mapping[Name, tuple[str, ...]] = {Name.AGE: AGES, Name.GENDER: GENDERS, Name.DEVICE: DEVICES}
