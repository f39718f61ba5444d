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
animals     .62 3  | Kedilerim, köpeğim ve sokaktaki dostlar / Sahiplendirme ve evcil hayvan bakımı | My cats, my dog and friends from the street / Rescue stories and pet care | pati pet
arts        .58 3  | Suluboya ve çizim günlüğü / Atölyemden renkler | Watercolour diary / Colours from my studio | sanat art
automotive  .12 3  | Araç incelemeleri ve uzun yol / Modifiye, bakım, test sürüşü | Car reviews and long roads / Test drives and honest costs | garaj cars
beauty      .86 8  | Makyaj ve cilt bakımı, denenmiş ürünler / Günlük makyaj, dürüst yorumlar | Skin care and make-up, tried first / Everyday make-up, honest reviews | makyaj beauty
books       .68 2  | Haftada bir kitap / Okuduklarım ve altını çizdiklerim | One book a week / What I read and underlined | kitap books
business    .36 3  | Girişimcilik ve e-ticaret notları / Küçük işletmeler için pazarlama | Notes on startups and e-commerce / Marketing for small businesses | girisim works
comedy      .45 6  | Skeçler ve gündelik hâller / Güldürmeyi deniyorum | Sketches of everyday life / Trying to be funny | komik laughs
crafts      .82 2  | Örgü, dikiş ve el işi / Kendin yap projeleri | Knitting, sewing, making / Do-it-yourself at home | elisi crafts
education   .55 3  | Sınav ve ders çalışma / Her gün yeni bir bilgi | Exams and how to study / Something new every day | ders learn
family      .88 5  | Anne olmak, çocukla hayat / İki çocuk, bir ev, bol kahve | Two children, one home, much coffee / Life with little ones | anne family
fashion     .78 7  | Günlük kombinler / Sürdürülebilir moda ve dolap düzeni | Daily outfits / Slow fashion and wardrobe order | stil style
finance     .27 2  | Birikim, bütçe, yatırım (tavsiye değildir) / Parayı sade anlatıyorum | Budgets and saving, no advice / Money in plain words | para money
fitness     .50 5  | Evde antrenman ve beslenme / Koşu günlüğü | Training at home, eating well / Running diary | fit moves
food        .64 8  | Ev yemekleri ve pratik tarifler / Sokak lezzetleri peşinde | Home cooking, quick recipes / Street food everywhere | mutfak kitchen
gaming      .18 6  | Canlı yayın ve oyun incelemeleri / Mobil oyun, turnuva, sohbet | Live streams and game reviews / Mobile games and tournaments | oyun plays
health      .70 2  | Uyku, hareket, iyi hissetmek / Diyetisyen notları | Sleep, movement, feeling well / Notes of a dietitian | saglik well
home        .79 4  | Ev dekorasyonu ve düzen / Küçük evde büyük fikirler | Decoration and order / Big ideas in a small flat | evim home
lifestyle   .71 7  | Günlük vlog / Şehir hayatı ve küçük mutluluklar | Daily vlog / City life and small joys | gunluk daily
music       .48 5  | Cover ve kendi şarkılarım / Gitar dersleri | Covers and songs of mine / Guitar lessons | muzik music
news        .38 2  | Gündemi sade anlatıyorum / Dünyadan kısa kısa | The day explained / World in short | gundem news
photography .46 3  | Sokak fotoğrafçılığı / Işık, şehir ve analog | Street photography / Light, city, analogue | kadraj frames
science     .34 2  | Bilim ve uzay / Merak edenler için deneyler | Science and space / Experiments for the curious | bilim science
sports      .12 5  | Futbol analizleri / Maç günü ve taktik | Football analysis / Match day and tactics | futbol pitch
technology  .20 5  | Telefon incelemeleri / Yapay zekâ ve uygulamalar | Phone reviews / Apps and gadgets | tekno tech
travel      .52 7  | Anadolu'yu karış karış geziyorum / Sırt çantası ve düşük bütçe | Slow travel with a backpack / Places worth the road | gezgin roams
"""


def _topics() -> Mapping[str, Topic]:
    found = {}
    for row in filter(None, _ROWS.splitlines()):
        head, tr, en, words = (part.strip() for part in row.split("|"))
        name, women, weight = head.split()
        _, known = published.CATEGORIES.get(_SANDBOX.get(name, name), ("", float(women)))
        texts = (tuple(text.strip() for text in texts.split(" / ")) for texts in (tr, en))
        found[name] = Topic(known, float(weight), *texts, tuple(words.split()))
    return found


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
