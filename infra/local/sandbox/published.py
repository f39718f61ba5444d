"""What is published about the platforms' people? The numbers that accounts are drawn from; nothing is measured here.

Ages, men and women, India and the United States: Meta's and Google's advertising reach as told by DataReportal (2022 to
2025). The order of the other countries is rough, their weights fall as Zipf's law has it. Cities: the large ones.
"""

from collections.abc import Mapping

AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+")
INSTAGRAM_AGES = (8.5, 30.1, 31.5, 16.1, 8.0, 3.6, 2.1)
YOUTUBE_AGES = (5.0, 16.0, 23.0, 20.0, 14.5, 10.5, 11.0)
TIKTOK_AGES = (0.0, 30.7, 35.3, 16.4, 9.2, 4.0, 4.4)
"""January 2025, TikTok's ad tools, adults only; 55 and over parted 11 : 12."""
WEB_AGES = (0.0, 17.0, 25.0, 22.0, 16.0, 11.0, 9.0)
"""GA4 knows nobody under 18."""
WOMEN = {"instagram": 0.473, "youtube": 0.456, "tiktok": 0.443, "ga4": 0.5}

_RANKED = """IN US BR ID TR JP MX GB DE IT FR AR ES KR RU CO TH PH EG SA CA IR PK MY AU IQ PL NL CL UA PE MA DZ AE ZA NG
EC VN TW SE BE KZ AZ PT RO GR CZ HU IL CH AT UZ KE JO KW QA DO GT BD TN LB BG RS GE DK NO FI IE CY BA AL MK""".split()
_REACH = {
    "instagram": {"IN": 413.9, "US": 171.7, "BR": 141.0, "ID": 103.0},
    "youtube": {"IN": 491.0, "US": 253.0, "BR": 144.0, "ID": 143.0},
    "tiktok": {"US": 136.0, "ID": 108.0, "BR": 92.0, "MX": 85.0, "IN": 0.1},
    "ga4": {"US": 300.0, "IN": 250.0},
}


def countries(platform: str) -> Mapping[str, float]:
    """Country -> weight."""
    known = _REACH[platform]
    return {code: known.get(code, 240.0 / (rank + 1)) for rank, code in enumerate(_RANKED)}


DEVICES = {
    "ga4": {"mobile": 0.78, "desktop": 0.19, "tablet": 0.02, "smart tv": 0.01},
    "youtube": {
        "MOBILE": 0.66,
        "DESKTOP": 0.14,
        "TV": 0.13,
        "TABLET": 0.05,
        "GAME_CONSOLE": 0.01,
        "UNKNOWN_PLATFORM": 0.01,
    },
}
# fmt: off
LANGUAGES = {
    "TR": "tr-tr", "DE": "de-de", "AT": "de-at", "CH": "de-ch", "GB": "en-gb", "US": "en-us", "AZ": "az-az",
    "FR": "fr-fr", "BE": "fr-be", "ES": "es-es", "MX": "es-mx", "AR": "es-ar", "CO": "es-co", "IT": "it-it",
    "NL": "nl-nl", "BR": "pt-br", "PT": "pt-pt", "RU": "ru-ru", "JP": "ja-jp", "KR": "ko-kr", "ID": "in-id",
    "SA": "ar-sa", "EG": "ar-eg", "IL": "iw-il", "IR": "fa-ir", "PL": "pl-pl", "UA": "uk-ua", "GR": "el-gr",
}
# fmt: on
"""Country -> languageCode; `in` and `iw` as old Java still sends them. Everybody else counts as `en-us`."""

_TURKISH = """İstanbul Ankara İzmir Bursa Antalya Adana Konya Gaziantep Şanlıurfa Kocaeli Mersin Diyarbakır Hatay Manisa
Kayseri Samsun Balıkesir Kahramanmaraş Van Aydın Tekirdağ Sakarya Denizli Muğla Eskişehir Mardin Trabzon Malatya Ordu
Erzurum Afyonkarahisar Sivas Adıyaman Batman Tokat Elazığ Zonguldak Kütahya Çanakkale Osmaniye Şırnak Çorum Ağrı Giresun
Isparta Aksaray Yozgat Edirne Düzce Muş""".split()
_ABROAD = {
    "DE": ("Berlin, Berlin", "Hamburg, Hamburg", "Munich, Bavaria", "Cologne, North Rhine-Westphalia"),
    "US": ("New York, New York", "Los Angeles, California", "Houston, Texas", "Chicago, Illinois"),
    "GB": ("London, England", "Manchester, England", "Birmingham, England"),
    "AZ": ("Baku, Baku", "Ganja, Ganja"),
    "NL": ("Amsterdam, North Holland", "Rotterdam, South Holland"),
    "FR": ("Paris, Île-de-France", "Lyon, Auvergne-Rhône-Alpes"),
    "IN": ("Mumbai, Maharashtra", "Delhi, Delhi", "Bangalore, Karnataka", "Hyderabad, Telangana"),
    "BR": ("São Paulo, São Paulo (state)", "Rio de Janeiro, Rio de Janeiro (state)"),
    "ID": ("Jakarta, Jakarta", "Surabaya, East Java"),
    "AE": ("Dubai, Dubai", "Abu Dhabi, Abu Dhabi"),
    "AT": ("Vienna, Vienna",),
    "IT": ("Milan, Lombardia", "Rome, Lazio"),
    "ES": ("Madrid, Community of Madrid", "Barcelona, Catalonia"),
    "RU": ("Moscow, Moscow", "Saint Petersburg, Saint Petersburg"),
}


def cities(country: str) -> tuple[str, ...]:
    """Largest first, as Instagram writes them: "City, Region"; empty where none is listed."""
    if country == "TR":
        return tuple(f"{name}, {name} Province" for name in _TURKISH)
    return _ABROAD.get(country, ())


CATEGORIES = {
    "beauty": ("Fashion", 0.86),
    "food": ("Food", 0.64),
    "travel": ("Tourism", 0.52),
    "gaming": ("Video_game_culture", 0.18),
    "tech": ("Technology", 0.2),
    "fitness": ("Physical_fitness", 0.5),
    "parenting": ("Lifestyle_(sociology)", 0.88),
    "humour": ("Humour", 0.45),
    "music": ("Music", 0.48),
    "football": ("Association_football", 0.12),
}
"""What creators are about -> YouTube's topic, and the part of women in their audience."""
HOMES = {"TR": 0.62, "DE": 0.08, "US": 0.07, "GB": 0.05, "AZ": 0.05, "NL": 0.03, "FR": 0.03, "IN": 0.04, "BR": 0.03}
