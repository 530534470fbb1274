"""The tables of a community file that add words and categories: their shape, what is checked, the values they give."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.domain.vocabulary import Category, Vocabulary, Words
from intents import lexicon, overlay

#: Names of places in the community stand beside the classes of words.
LANDMARK = "landmark"
#: Which class of words each list adds to, and which lists a category has by its kind.
LISTS = {"things": "object", "troubles": "trouble", "wanted": "wanted", "asks": "wishword"}
_OF_KIND = {
    "hazard": ("things", "troubles"),
    "dispute": ("things", "troubles"),
    "wish": ("wanted", "asks"),
    "help": ("wanted", "asks"),
}
MOST_WORDS, MOST_CATEGORIES = 5_000, 100
_SHORTEST, _LONGEST = 2, 20

#: Where in the file, and what is wrong there.
Mistake = tuple[tuple[int | str, ...], str]


def _split(value: object) -> object:
    """Words in one string, parted by spaces or lines, or as a list."""
    return tuple(value.split()) if isinstance(value, str) else value


def _fitting(value: tuple[str, ...]) -> tuple[str, ...]:
    wrong = [one for one in value if not _SHORTEST <= len(one) <= _LONGEST or one.split() != [one]]
    if wrong:
        named = ", ".join(repr(one) for one in wrong)
        raise ValueError(f"a word has {_SHORTEST} to {_LONGEST} characters and no space; not so: {named}")
    return value


def _one_thing(table: "WordsTable") -> "WordsTable":
    listed = [name for name in LISTS if getattr(table, name)]
    if bool(table.category) is bool(table.group):
        raise ValueError("needs either category or class")
    if table.category and (table.words or not listed):
        raise ValueError("words of a category are written as things, troubles, wanted or asks")
    if table.group and (listed or not table.words):
        raise ValueError("words of a class are written as words")
    return table


_List = Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_fitting)]


class WordsTable(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    category: str = ""
    group: str = Field(default="", alias="class")
    things: _List = ()
    troubles: _List = ()
    wanted: _List = ()
    asks: _List = ()
    words: _List = ()


class CategoryTable(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    slug: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,31}$")]
    label: Annotated[str, Field(pattern=r"^\w{2,8}$")]
    kind: Literal["hazard", "wish", "dispute", "help"]
    urgency: Literal["red", "yellow", "blue"] = "blue"
    private: bool = False
    photo: bool = False
    ask_place: bool = False


WordsEntry = Annotated[WordsTable, AfterValidator(_one_thing)]


def readable_words(raw: object) -> tuple[WordsTable, ...]:
    """Of [[words]] with mistakes those that can be read, an empty one for each other. For comparing only."""
    return tuple(_readable(one) for one in raw) if isinstance(raw, list) else ()


def _readable(raw: Any) -> WordsTable:
    try:
        return _one_thing(WordsTable.model_validate(raw))
    except (ValidationError, ValueError):
        return WordsTable()


def mistakes(words: Sequence[WordsTable], categories: Sequence[CategoryTable]) -> list[Mistake]:
    """What each table allows but all of them, or the words and categories that everybody has, do not."""
    found = [*_of_categories(categories), *_of_words(words, categories), *_twice(words)]
    if (count := sum(len(one) for table in words for _, one in _lists(table))) > MOST_WORDS:
        found.append((("words",), f"{count} words are too many: at most {MOST_WORDS}"))
    if len(categories) > MOST_CATEGORIES:
        found.append((("categories",), f"{len(categories)} are too many: at most {MOST_CATEGORIES}"))
    return found


def _of_categories(categories: Sequence[CategoryTable]) -> Iterator[Mistake]:
    everybodys = lexicon.categories().values()
    for key in ("slug", "label"):
        taken = {getattr(one, key): "everybody's" for one in everybodys}
        for index, table in enumerate(categories):
            name = getattr(table, key)
            if name in taken:
                yield ("categories", index, key), f"{name!r} is taken by {taken[name]}"
            if name:
                taken[name] = f"number {index + 1}"


def _of_words(words: Sequence[WordsTable], categories: Sequence[CategoryTable]) -> Iterator[Mistake]:
    kinds = {slug: one.kind for slug, one in lexicon.categories().items()} | {one.slug: one.kind for one in categories}
    for index, table in enumerate(words):
        if table.group and table.group != LANDMARK and table.group not in overlay.classes():
            yield ("words", index, "class"), f"no class of words is called {table.group!r}"
        if table.category and table.category not in kinds and "" not in kinds:
            yield ("words", index, "category"), f"no category is called {table.category!r}"
        kind = kinds.get(table.category, "")
        for name, _ in _lists(table):
            if kind and name in LISTS and name not in _OF_KIND[kind]:
                fitting = " and ".join(_OF_KIND[kind])
                yield ("words", index, name), f"{table.category!r} is of kind {kind}: its words are {fitting}"


def _twice(words: Sequence[WordsTable]) -> Iterator[Mistake]:
    """A word means one thing; only the name of a place may also be a word."""
    seen: Counter[tuple[str, bool]] = Counter()
    for index, table in enumerate(words):
        for name, listed in _lists(table):
            for word in listed:
                seen[word, table.group == LANDMARK] += 1
                if seen[word, table.group == LANDMARK] == 2:
                    yield ("words", index, name), f"{word!r} appears twice"


def _lists(table: WordsTable) -> list[tuple[str, tuple[str, ...]]]:
    """The lists of a table that hold anything."""
    return [(name, listed) for name in (*LISTS, "words") if (listed := getattr(table, name))]


def vocabulary(words: Sequence[WordsTable], categories: Sequence[CategoryTable]) -> Vocabulary:
    """The tables as values of the domain."""
    said = [
        Words(LISTS.get(name, table.group), table.category, listed)
        for table in words
        if table.group != LANDMARK
        for name, listed in _lists(table)
    ]
    landmarks = [word for table in words if table.group == LANDMARK for word in table.words]
    return Vocabulary(tuple(said), tuple(landmarks), tuple(Category(**one.model_dump()) for one in categories))
