"""Which made-up companies look for creators? With a profile, a budget, and an audience typed into the form.

Drawn like a site's users: the web's prior, bent by what the company sells.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from functions.shared.audience.buckets import AGES
from infra.local.population.crowds import Taste, crowd, percents
from infra.local.population.ids import Kind, made_up_id
from infra.local.population.names import plain
from infra.local.population.people import SEED
from infra.local.population.profiles import CURRENCIES, Profile, rounded

_ROWS = """
Lale Kozmetik     | TR | beauty fashion     | Cilt bakımı ve makyaj; formülleri İstanbul'da geliştiriyoruz.
Çınar Outdoor     | TR | travel fitness     | Çadır, sırt çantası ve yürüyüş ayakkabısı.
Kekik Mutfak      | TR | food home          | Ev yemeğini kolaylaştıran soslar ve baharatlar.
Papatya Bebek     | TR | family health      | Bebek bakımı ve anne ürünleri.
Mercan Takı       | TR | fashion crafts     | El yapımı gümüş takılar.
Ihlamur Çay       | TR | food health        | Bitki çayları ve hediye kutuları.
Safran Seyahat    | TR | travel lifestyle   | Butik turlar ve hafta sonu kaçamakları.
Ardıç Elektronik  | TR | technology gaming  | Kulaklık, klavye ve oyuncu ekipmanı.
Badem Kitabevi    | TR | books education    | Bağımsız kitabevi, her hafta bir seçki.
Nar Spor          | TR | fitness sports     | Spor giyim ve evde antrenman.
Zeytin Sofrası    | TR | food lifestyle     | Soğuk sıkım zeytinyağı ve kahvaltılık.
Defne Ev          | TR | home lifestyle     | Küçük evler için mobilya ve dekorasyon.
Kiraz Pati        | TR | animals home       | Kedi ve köpek maması.
İncir Finans      | TR | finance business   | Bütçe ve birikim uygulaması.
Fındık Oyun       | TR | gaming comedy      | Mobil oyun stüdyosu.
Turna Otomotiv    | TR | automotive travel  | Araç bakımı ve aksesuar.
Ahorn Naturkost   | DE | food health        | Türkische Feinkost für Deutschland.
Nordlicht Mode    | DE | fashion lifestyle  | Slow fashion from Hamburg.
Quince & Thyme    | GB | food home          | Mediterranean pantry boxes.
Baku Sound        | AZ | music technology   | Musiqi və kulaklıq mağazası.
"""
_LANGUAGES = {"TR": ("tr",), "DE": ("de", "tr"), "GB": ("en",), "AZ": ("az", "tr")}
_DEVICES = ("mobile", "desktop", "tablet")
_COUNTRIES = 8
"""Listed by name in the form; the rest is `other`."""


@dataclass(frozen=True, slots=True)
class Company:
    profile: Profile
    audience_id: str
    audience_name: str
    shares: Mapping[str, Mapping[str, float]]
    """{dimension: {bucket: part of 1}}, each summing to 1."""


def companies(seed: str = SEED) -> Iterator[Company]:
    for number, row in enumerate(filter(None, _ROWS.splitlines())):
        name, home, topics, bio = (part.strip() for part in row.split("|"))
        rng = random.Random(f"{seed} company {number}")
        yield Company(
            profile=_profile(rng, number, (name, home, bio), tuple(topics.split())),
            audience_id=made_up_id(Kind.AUDIENCE, number),
            audience_name="Hedef kitle" if home == "TR" else "Target audience",
            shares=_shares(rng, Taste(topics.split()[0], rng.randrange(4), home, home != "TR")),
        )


def _profile(rng: random.Random, number: int, told: tuple[str, str, str], topics: tuple[str, ...]) -> Profile:
    name, home, bio = told
    currency, rate = CURRENCIES[home]
    budget = rounded(rng.lognormvariate(7.3, 0.6) * rate)
    return Profile(
        user_id=made_up_id(Kind.BRAND, number),
        kind="company",
        display_name=name,
        bio=bio,
        categories=topics,
        countries=(home,),
        languages=_LANGUAGES[home],
        links=({"label": "Web", "url": f"https://{plain(name)}.example/"},),
        contact_email=f"merhaba@{plain(name)}.test",
        price=(budget, rounded(budget * 3), currency),
        visible=True,
    )


def _shares(rng: random.Random, taste: Taste) -> Mapping[str, Mapping[str, float]]:
    drawn = crowd(rng, "ga4", taste)
    top = dict(sorted(drawn.countries.items(), key=lambda item: -item[1])[:_COUNTRIES])
    return {
        "age": percents({age: drawn.ages[age] for age in AGES}),
        "gender": percents({"female": drawn.women, "male": 1 - drawn.women}),
        "country": percents({**top, "other": 1 - sum(top.values())}),
        "device": percents({device: drawn.devices[device] for device in _DEVICES}),
    }
