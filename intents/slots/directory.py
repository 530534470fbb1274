"""Questions that the community's own directory answers."""

from bot.domain import roster
from intents import phrases


def title_for(text: str, community: roster.Community) -> str | None:
    """The title of the entry that a question in `text` (normalised) is about; None if it is none or not ours."""
    best: tuple[int, str] | None = None
    for entry in community.directory:
        for word in entry.words:
            if word in text and (best is None or len(word) > best[0]):
                best = (len(word), entry.title)
    if best is None or not (phrases.mentions(text, "asking") or len(text) <= best[0] + 2):
        return None
    return best[1]
