"""Under which heading of the daily account a message is counted."""

from bot.domain.requests import Action, Reading, name_of

#: Every heading, in the order in which the account is read out. Their sum is all messages received.
HEADINGS = ("ticket", "addition", "question", "command", "meal", "asked", "other")

_HEADING_OF = {
    "open_ticket": "ticket",
    "add_to_ticket": "addition",
    "join_ticket": "addition",
    "order_meal": "meal",
    "change_meal": "meal",
    "cancel_meal": "meal",
    "unlisted": "meal",
    "show_my_orders": "question",
    "show_my_tickets": "question",
    "show_ticket": "question",
    "find_ticket": "question",
    "show_my_points": "question",
    "show_my_worker": "question",
    "show_directory": "question",
    "show_help": "question",
    "move_ticket": "command",
    "press_card": "command",
    "answer_closing": "command",
    "withdraw_ticket": "command",
    "refile_ticket": "ticket",
    "urge_ticket": "command",
    "note_ticket": "command",
    "take_leave": "command",
    "end_leave": "command",
    "show_leaves": "command",
    "promise": "command",
    "show_promises": "command",
    "show_statistics": "command",
    "show_figure": "command",
    "show_daily_account": "command",
    "show_meal_count": "command",
    "show_kitchen": "command",
    "close_meals": "command",
    "note_uncollected": "command",
    "show_meal_times": "question",
    "show_budget": "question",
    "correct": "command",
    "show_reasons": "question",
    "show_household": "question",
    "find_family": "command",
    "log_patrol": "command",
    "open_inspection": "command",
    "show_my_patrols": "question",
    "clarify": "asked",
    "guide": "asked",
}


def heading(outcome: Action, reading: Reading) -> str:
    """The one heading of a handled message: that of the first request carried out, "asked" or "other"."""
    if outcome is Action.ASK:
        return "asked"
    if outcome is Action.SILENT or not reading.requests:
        return "other"
    return _HEADING_OF.get(name_of(reading.requests[0]), "other")
