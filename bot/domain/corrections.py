"""What staff said about a misread line: a labelled example to learn from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """`text` is what was said, masked; it expires by rule. Intents are those of the corpus; categories and urgencies
    "" where there are none. `by` is a userid; `ticket` is the number of the ticket it was before, `message` the id of
    the message whose words these are: with either of them the words are forgotten."""

    community: str
    at: datetime
    by: str
    text: str
    intent_before: str
    intent_after: str
    category_before: str = ""
    category_after: str = ""
    urgency_before: str = ""
    urgency_after: str = ""
    ticket: int | None = None
    message: int | None = None
