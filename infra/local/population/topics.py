"""What are made-up creators about? Each category with the part of women who follow it, and what one writes in a bio.

Parts of women: those of the sandbox (published.CATEGORIES) where it has the topic, else guesses of the same kind; they
are nobody's measurement. Bios: Turkish and English.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.local.sandbox import published


@dataclass(frozen=True, slots=True)
class Topic:
    women: float
    weight: float
    """How many creators are about it, beside the others."""
    tr: tuple[str, ...]
    en: tuple[str, ...]
    words: tuple[str, ...]
    """For handles."""


_SANDBOX = {"family": "parenting", "comedy": "humour", "technology": "tech", "sports": "football"}
_ROWS = """
animals .62 3 | pati pet
    Kedilerim, köpeğim ve sokaktaki dostlar / Sahiplendirme ve evcil hayvan bakımı
    My cats, my dog and friends from the street / Rescue stories and pet care
arts .58 3 | sanat art
    Suluboya ve çizim günlüğü / Atölyemden renkler
    Watercolour diary / Colours from my studio
automotive .12 3 | garaj cars
    Araç incelemeleri ve uzun yol / Modifiye, bakım, test sürüşü
    Car reviews and long roads / Test drives and honest costs
beauty .86 8 | makyaj beauty
    Makyaj ve cilt bakımı, denenmiş ürünler / Günlük makyaj, dürüst yorumlar
    Skin care and make-up, tried first / Everyday make-up, honest reviews
books .68 2 | kitap books
    Haftada bir kitap / Okuduklarım ve altını çizdiklerim
    One book a week / What I read and underlined
business .36 3 | girisim works
    Girişimcilik ve e-ticaret notları / Küçük işletmeler için pazarlama
    Notes on startups and e-commerce / Marketing for small businesses
comedy .45 6 | komik laughs
    Skeçler ve gündelik hâller / Güldürmeyi deniyorum
    Sketches of everyday life / Trying to be funny
crafts .82 2 | elisi crafts
    Örgü, dikiş ve el işi / Kendin yap projeleri
    Knitting, sewing, making / Do-it-yourself at home
education .55 3 | ders learn
    Sınav ve ders çalışma / Her gün yeni bir bilgi
    Exams and how to study / Something new every day
family .88 5 | aile family
    Çocukla hayat, oyun ve uyku / İki çocuk, bir ev, bol kahve
    Two children, one home, much coffee / Life with little ones
fashion .78 7 | stil style
    Günlük kombinler / Sürdürülebilir moda ve dolap düzeni
    Daily outfits / Slow fashion and wardrobe order
finance .27 2 | para money
    Birikim, bütçe, yatırım (tavsiye değildir) / Parayı sade anlatıyorum
    Budgets and saving, no advice / Money in plain words
fitness .50 5 | fit moves
    Evde antrenman ve beslenme / Koşu günlüğü
    Training at home, eating well / Running diary
food .64 8 | mutfak kitchen
    Ev yemekleri ve pratik tarifler / Sokak lezzetleri peşinde
    Home cooking, quick recipes / Street food everywhere
gaming .18 6 | oyun plays
    Canlı yayın ve oyun incelemeleri / Mobil oyun, turnuva, sohbet
    Live streams and game reviews / Mobile games and tournaments
health .70 2 | saglik well
    Uyku, hareket, iyi hissetmek / Diyetisyen notları
    Sleep, movement, feeling well / Notes of a dietitian
home .79 4 | evim home
    Ev dekorasyonu ve düzen / Küçük evde büyük fikirler
    Decoration and order / Big ideas in a small flat
lifestyle .71 7 | gunluk daily
    Günlük vlog / Şehir hayatı ve küçük mutluluklar
    Daily vlog / City life and small joys
music .48 5 | muzik music
    Cover ve kendi şarkılarım / Gitar dersleri
    Covers and songs of mine / Guitar lessons
news .38 2 | gundem news
    Gündemi sade anlatıyorum / Dünyadan kısa kısa
    The day explained / World in short
photography .46 3 | kadraj frames
    Sokak fotoğrafçılığı / Işık, şehir ve analog
    Street photography / Light, city, analogue
science .34 2 | bilim science
    Bilim ve uzay / Merak edenler için deneyler
    Science and space / Experiments for the curious
sports .12 5 | futbol pitch
    Futbol analizleri / Maç günü ve taktik
    Football analysis / Match day and tactics
technology .20 5 | tekno tech
    Telefon incelemeleri / Yapay zekâ ve uygulamalar
    Phone reviews / Apps and gadgets
travel .52 7 | gezgin roams
    Anadolu'yu karış karış geziyorum / Sırt çantası ve düşük bütçe
    Slow travel with a backpack / Places worth the road
"""


def _topics() -> Mapping[str, Topic]:
    """Three lines each: category, part of women, weight and words; Turkish; English."""
    lines = [line.strip() for line in _ROWS.splitlines() if line]
    found = {}
    for head, tr, en in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        told, _, words = head.partition(" | ")
        name, women, weight = told.split()
        _, known = published.CATEGORIES.get(_SANDBOX.get(name, name), ("", float(women)))
        found[name] = Topic(known, float(weight), _parts(tr), _parts(en), tuple(words.split()))
    return found


def _parts(line: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in line.split(" / "))


TOPICS = _topics()
"""By the category's slug (functions/match/categories.py)."""
NEAR: Mapping[str, tuple[str, ...]] = {
    "beauty": ("fashion", "lifestyle"),
    "fashion": ("beauty", "lifestyle"),
    "food": ("travel", "home"),
    "travel": ("photography", "food"),
    "family": ("home", "education"),
    "fitness": ("health", "sports"),
    "gaming": ("technology", "comedy"),
    "technology": ("gaming", "science"),
    "lifestyle": ("travel", "home"),
    "home": ("crafts", "family"),
}
"""What else somebody with that topic is about."""
