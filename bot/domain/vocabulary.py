"""What a community adds of its own to the words and categories that everybody has."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Category:
    """A matter as people sort it. `kind` is a ticket kind by name; `ask_place`: useless without a place."""

    slug: str
    label: str
    kind: str
    urgency: str = "blue"
    private: bool = False
    photo: bool = False
    ask_place: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one class; `category` is the slug that words of matters count for, "" for other classes."""

    group: str
    category: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Words to be found in any text, places by name, categories. Without slots: a look-up by it hashes it once."""

    words: tuple[Words, ...] = ()
    landmarks: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.words, self.landmarks, self.categories))

    @property
    def size(self) -> int:
        """How many words there are, landmarks included."""
        return sum(len(one.words) for one in self.words) + len(self.landmarks)


#: A community that says everything in the words that everybody has.
NOTHING = Vocabulary()
