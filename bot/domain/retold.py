"""The words of a matter that is told in several messages: what came first, and what was added to it."""

_BETWEEN = "；"


def together(*told: str) -> str:
    """Everything that was told, in its order, as the text of one request."""
    return _BETWEEN.join(told)


def begins_with(text: str, first: str) -> bool:
    """Is `text` what was told first, alone or with more behind it? Nothing begins with "" but ""."""
    return text == first or (bool(first) and text.startswith(f"{first}{_BETWEEN}"))
