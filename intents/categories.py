"""The categories of one community, everybody's and its own: the one door to what a slug means."""

from collections.abc import Mapping
from functools import lru_cache

from bot.domain.vocabulary import Category, Vocabulary
from intents import lexicon


def known(own: Vocabulary) -> Mapping[str, Category]:
    """Every category by slug, those of `own` last."""
    return _with(own) if own.categories else lexicon.categories()


def find(slug: str, own: Vocabulary) -> Category | None:
    """The category called `slug`; None if the community has none of that name (any more)."""
    return (_with(own) if own.categories else lexicon.categories()).get(slug)


def label_of(slug: str, own: Vocabulary) -> str:
    """What people call the category ("lighting" → "照明"); the slug itself if it is none that we know."""
    found = find(slug, own)
    return found.label if found else slug


@lru_cache(maxsize=1024)
def _with(own: Vocabulary) -> Mapping[str, Category]:
    return lexicon.categories() | {one.slug: one for one in own.categories}
