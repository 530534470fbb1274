"""A place as it was written: whether a building stands in it."""

import re

#: A building as a place may begin with it, and any mark of one.
_BEGINS = re.compile(r"[0-9一二两三四五六七八九十百甲乙丙丁A-Za-z]{1,4}(?:号楼|号|栋|幢|座|#)")
_MARKED = re.compile(r"[栋幢座#]|号楼|\d-\d")


def begins(written: str) -> bool:
    """Does a place, as it was written, begin with a building? One of another estate or street does not."""
    return _BEGINS.match(written) is not None


def named(written: str) -> bool:
    """Does a place, as it was written, name a building at all?"""
    return _MARKED.search(written) is not None
