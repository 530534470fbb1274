"""救命！！！ 来人 快 6-1-101: a cry that is all a line says, but for marks and where it is."""

from collections.abc import Mapping

from intents import seldom

#: What may stand around a cry.
_MARKS = " !?~,.。…、\n🆘😭🙏"
#: A line of at most this many characters may be a cry and an address.
_SHORT = 16
_DOORS = ("号楼", "号", "栋", "幢", "座", "单元", "室", "层", "楼", "门")
#: 谢谢救命 is a thanks, 救命 谢谢 is none.
_BESIDE = seldom.Pattern(
    rf"^求求(?:你们?|您|大家)?|(?:谢谢|多谢)(?:你们?|您|大家)?[{_MARKS}]*$"
    rf"|[0-9][0-9\-#]*(?:{'|'.join(_DOORS)})*|快|[{_MARKS}]+"
)
_LETTERS = frozenset(f"0123456789-#快求谢多你们您大家{_MARKS}{''.join(_DOORS)}")


class Cries:
    """The words that are a cry where nothing else is said, each with its kind of danger."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._letters = _LETTERS.union(*kinds)

    def heard(self, text: str) -> str:
        """The cry that is all that `text` (normalised) says; "" for none."""
        if not self._letters.issuperset(text):
            return ""  # most lines end here
        bare = text.strip(_MARKS)
        if bare not in self._kinds and len(bare) <= _SHORT:
            bare = _BESIDE.sub("", bare)
        return bare if bare in self._kinds else ""

    def kind(self, cry: str) -> str:
        """The kind of danger that this is a cry of."""
        return self._kinds[cry]
