"""孩子在4栋楼下玩, 快递放4栋门卫了: who or what is where, and nothing that is wrong."""

from intents.classify import Verdict
from intents.normalise import Normal

#: Longer lines have room to say what is wrong in their own way.
_LONGEST = 14
#: What is only where somebody is, or who it is, stands under these.
_BYSTANDERS = frozenset({"quarrel", "security", "management", "public_service"})
_WRONG = ("trouble", "defect", "gripe")


def shown(normal: Normal, verdict: Verdict) -> bool:
    """Whether the whole of a short line names somebody and a place, and neither a thing of ours nor anything wrong."""
    if len(normal.text) > _LONGEST or verdict.has(*_WRONG):
        return False
    slugs = {
        slug
        for _, hits in verdict.evidence.clauses
        for _, _, _, _, tags in hits
        for group, slug in tags
        if group == "object"
    }
    return slugs <= _BYSTANDERS
