"""What are people who do not exist called? By the country they live in, with handles that belong to nobody.

A handle ends in `.demo` and the person's number: nobody real is shown by accident, and none comes twice.
"""

import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WOMEN = {
    "TR": "Elif Zeynep Ece Derya Selin İpek Naz Melis Ada Defne Azra Ceren Buse Gizem Merve Büşra Esra Şule Yağmur "
    "Nehir Duru Asya Pelin Hande Sude Nisa Ebru Aylin Gül Sevgi Feride Nilüfer",
    "DE": "Lena Marie Sophie Hannah Laura Anna Julia Katharina",
    "US": "Emma Olivia Ava Mia Grace Chloe Harper Zoe",
    "GB": "Amelia Isla Freya Poppy Ruby Evie Daisy Alice",
    "AZ": "Aysel Leyla Günel Nigar Fidan Sevinc Aytac Lalə",
    "NL": "Sanne Lotte Fleur Eva Noor Saar Julia Roos",
    "FR": "Camille Manon Léa Chloé Inès Zoé Louise Jade",
    "IN": "Ananya Diya Priya Isha Kavya Meera Riya Sneha",
    "BR": "Ana Beatriz Larissa Camila Júlia Letícia Mariana Sofia",
}
_MEN = {
    "TR": "Mert Can Kerem Emre Ozan Bora Tuna Kaan Umut Deniz Arda Efe Barış Onur Serkan Burak Hakan Tolga Çağrı Yusuf "
    "Ali Mehmet Ahmet Murat Oğuz Eren Alp Doruk Sinan Volkan Gökhan Cem",
    "DE": "Jonas Lukas Felix Paul Leon Max Tim Jan",
    "US": "Liam Noah Ethan Mason Logan Jack Owen Caleb",
    "GB": "Oliver Harry George Alfie Theo Archie Oscar Finley",
    "AZ": "Elçin Rəşad Orxan Tural Elvin Kamran Vüqar Nicat",
    "NL": "Daan Sem Bram Luuk Thijs Lars Ruben Jesse",
    "FR": "Lucas Hugo Louis Jules Adam Gabriel Raphaël Nathan",
    "IN": "Arjun Rohan Vivaan Aditya Karan Rahul Sahil Dev",
    "BR": "Lucas Gabriel Rafael Mateus Bruno Felipe Thiago Pedro",
}
_LAST = {
    "TR": "Yılmaz Kaya Demir Şahin Çelik Aydın Öztürk Arslan Doğan Kılıç Aslan Polat Koç Kurt Özkan Şimşek Yıldız "
    "Erdoğdu Güneş Aksoy Tekin Bulut Korkmaz Ünal Taş Acar Ateş Karaca Toprak Çetin Sarı Uysal",
    "DE": "Müller Schmidt Weber Fischer Wagner Becker Hoffmann Schäfer",
    "US": "Carter Brooks Reed Hayes Foster Bennett Parker Collins",
    "GB": "Taylor Hughes Clarke Turner Bailey Cooper Ward Ellis",
    "AZ": "Məmmədov Əliyev Həsənov Quliyev Hüseynov İsmayılov Abbasov Rzayev",
    "NL": "de Vries Jansen Bakker Visser Smit Mulder Bos Vos",
    "FR": "Martin Bernard Dubois Moreau Laurent Simon Michel Garcia",
    "IN": "Sharma Patel Singh Gupta Reddy Nair Mehta Iyer",
    "BR": "Silva Santos Oliveira Souza Lima Costa Ferreira Almeida",
}
TURKS_ABROAD: Mapping[str, float] = {"DE": 0.45, "NL": 0.35, "AZ": 0.0}
"""The part of a country's creators here with a Turkish name: a Turkish-first population has ties."""
_LONGEST = 13
"""Letters of a handle before `.demo` and a number: TikTok takes 24."""
_PLAIN = str.maketrans({"ı": "i", "İ": "i", "ß": "ss", "ə": "e", "Ə": "e", "ø": "o", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Name:
    first: str
    last: str

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}"


def draw(rng: random.Random, country: str, *, woman: bool) -> tuple[Name, str]:
    """A name, and the country whose names it is one of."""
    origin = "TR" if rng.random() < TURKS_ABROAD.get(country, 0.0) else country
    firsts = (_WOMEN if woman else _MEN)[origin].split()
    lasts = _LAST[origin].replace("de Vries", "de\u00a0Vries").split(" ")
    return Name(rng.choice(firsts), rng.choice(lasts).replace("\u00a0", " ")), origin


def handle(rng: random.Random, name: Name, words: Sequence[str], number: int) -> str:
    """`elif.yilmaz.demo12`, `gezginelif.demo12`"""
    first, last, word = plain(name.first), plain(name.last), rng.choice(words)
    shapes = (f"{first}.{last}", f"{first}{last}", f"{word}.{first}", f"{first}{word}", f"{first}_{last[:1]}")
    return f"{rng.choice(shapes)[:_LONGEST].strip('._')}.demo{number}"


def plain(text: str) -> str:
    """Letters and digits of ASCII, in lower case."""
    split = unicodedata.normalize("NFKD", text.translate(_PLAIN).lower())
    return "".join(letter for letter in split if letter.isascii() and letter.isalnum())
