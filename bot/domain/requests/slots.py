"""What we ask back, and what may be said next although nobody asked."""

from enum import StrEnum


class Slot(StrEnum):
    """What stands open between us and a person in a chat: how it is asked, and what the next line may fill in."""

    PLACE = "place"  # where the matter is, or where the meal goes
    QUANTITY = "quantity"  # how many portions
    DATE = "date"  # which day the meal is for
    SERVICE = "service"  # which meal of the day
    INTENT = "intent"  # whether it is a matter; it names a thing, so it is filed unless somebody says no
    WHETHER = "whether"  # the same where it names nothing: filed only if they say yes
    MATTER = "matter"  # what is wrong: they said only that something is; nothing waits
    WISH = "wish"  # what is wished for: they said only that they have a wish; nothing waits
    WHICH = "which"  # which of several tickets is meant
    CONFIRM = "confirm"  # yes or no to what we are about to do
    GONE = "gone"  # whether the meal stays that is missing from their list
    UNDONE = "undone"  # whether it is really not done
    AGAIN = "again"  # whether somebody should go once more
    RESULT = "result"  # what a move of staff lacks: what was done, until when, which other one
    WHOM = "whom"  # who is to take it on
    WHOM_AGAIN = "whom_again"  # the same, since nobody has the name that was said
    TERM = "term"  # by when what an inspection has found must be put right
    REFILE = "refile"  # nothing was asked; what was withdrawn may be wanted after all
    LEAVE = "leave"  # nothing was asked; the leave just noted may be set right
    FIGURE = "figure"  # nothing was asked; of the figure just told another grid, span or person may be wanted


#: Nothing was asked: what is said next may be meant so, and nobody waits for an answer.
UNASKED = frozenset({Slot.REFILE, Slot.LEAVE, Slot.FIGURE})
