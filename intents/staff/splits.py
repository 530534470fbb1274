"""12 拆分 楼道灯也不亮: the words of staff on the second matter of a report, read like a report of their own."""

from bot.domain.requests import Intent, OpenTicket
from bot.domain.roster import Community
from bot.domain.tickets import Ticket
from intents import classify, composing, normalise, places


def matter(text: str, first: Ticket, community: Community, bot_name: str) -> OpenTicket:
    """What `text` reports, at the place of `first` if it names none; where it cannot be read, of the same category."""
    normal = normalise.normalise(text, bot_name)
    place = places.at_home(places.find(normal, community), first.place)
    own = community.vocabulary
    verdict = classify.judge(normal.text, own, building=place is not None and place.building is not None)
    if verdict.intent in {Intent.HAZARD, Intent.WISH} and not first.private:
        return composing.ticket(normal, verdict, place, own)
    private, about = first.confidential, first.about
    return OpenTicket(text, first.kind, first.category, first.urgency, place, private=private, about=about)
