"""Which words does the text search compare? Any text without case, accents and marks; pure.

`Çağla Özgür` -> cagla, ozgur: what people type on any keyboard finds it.
"""

import re
import unicodedata

LONGEST = 40
"""Letters of a word that are compared."""
_WORD = re.compile(r"[^\W_]+")


def folded(text: str, most: int = 64) -> list[str]:
    """Each word once, in order of appearance, `most` at most."""
    plain = unicodedata.normalize("NFKD", text.replace("\u0131", "i").replace("\u0130", "i").casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(letters)))[:most]
