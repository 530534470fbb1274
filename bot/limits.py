"""How long a text may be on each way out, in UTF-8 bytes, and how to keep to it."""

#: Stream answers of the robot and markdown through response_url [DOC 100719, 101138].
AIBOT_MARKDOWN = 20480
#: `text` of a group webhook [DOC 99110].
ROBOT_TEXT = 2048
#: `text` of message/send and of a passive reply of the self-built app [DOC 90236].
APP_TEXT = 2048
#: `text` of the Official Account, passive or as customer message.
OA_TEXT = 2048

_MORE = "…"


def clip(text: str, limit: int) -> str:
    """`text`, or as much of it as fits into `limit` bytes, ending in "…"; never cut inside a character."""
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    return encoded[: limit - len(_MORE.encode())].decode(errors="ignore") + _MORE
