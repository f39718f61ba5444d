"""What do people make things about? The fixed list that both sides choose from; part of the public contract."""

from typing import Literal, get_args

Category = Literal[
    "animals",
    "arts",
    "automotive",
    "beauty",
    "books",
    "business",
    "comedy",
    "crafts",
    "education",
    "family",
    "fashion",
    "finance",
    "fitness",
    "food",
    "gaming",
    "health",
    "home",
    "lifestyle",
    "music",
    "news",
    "photography",
    "science",
    "sports",
    "technology",
    "travel",
]
CATEGORIES: tuple[str, ...] = get_args(Category)
