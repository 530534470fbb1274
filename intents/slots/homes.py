"""Where it is when people say "my home", "upstairs", "next door": the roster knows the door of whoever speaks.

Only what is said of one's own flat is put at that flat. What neighbours do is no nearer than the staircase: a visit to
the speaker's door would help nobody, and would tell the neighbours who spoke.
"""

from dataclasses import replace

from bot.domain import roster
from bot.domain.places import Place
from intents import phrases, places, seldom
from intents.scene import Scene

#: 我家楼上 is not 我家.
_BEYOND = seldom.Pattern(r"(?:我|我们|咱|咱们|俺)家?的?(?=楼上|楼下|对门|对面|隔壁|邻居)")
#: 家门口 may be anybody's: 张桂芳家门口.
_OWN_AFTER = seldom.Pattern(r"(?:^|[^\u4e00-\u9fff]|[我们咱俺在到的回是])(?:家里|家门口|屋里)")


def named(text: str, person: roster.Person | None) -> Place | None:
    """The home of `person`, or its staircase, where `text` (normalised) speaks of it; None where it does not."""
    home = places.home_of(person)
    if home is None:
        return None
    rest = _BEYOND.sub("", text)
    if phrases.mentions(rest, "home") or _OWN_AFTER.search(rest):
        return home
    if near := [word for word in phrases.words("home", "near") if word in text]:
        return _staircase(home, min(near, key=lambda word: (text.find(word), -len(word))))
    return home if phrases.mentions(rest, "home", "indoors") else None


def spoken_of(text: str, scene: Scene) -> Place | None:
    """The same; 1:1 whoever names no place speaks of home."""
    found = named(text, scene.person)
    return found or (None if scene.in_group else places.home_of(scene.person))


def _staircase(home: Place, word: str) -> Place:
    unit = f"{home.unit}单元" if home.unit else ""
    spot = "" if word in phrases.words("home", "staircase") else word
    return replace(home, text=f"{home.building}栋{unit}{spot}", room=None, landmark=spot or None)
