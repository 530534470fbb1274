"""The daily account: every message received is counted under one heading, so that the sum always holds."""

from enum import StrEnum

from bot.domain import requests
from bot.domain.requests import Action, OpenTicket, Reading


class Heading(StrEnum):
    TICKET = "ticket"
    ADDITION = "addition"
    MEAL = "meal"
    QUESTION = "question"
    COMMAND = "command"
    ASKED = "asked"  # we asked back
    OTHER = "other"


#: Under which heading a message is counted that asked for this. The last are no words of anybody, or none to us.
HEADING: dict[type, Heading] = {
    requests.OpenTicket: Heading.TICKET,
    requests.RefileTicket: Heading.TICKET,
    requests.AddToTicket: Heading.ADDITION,
    requests.JoinTicket: Heading.ADDITION,
    requests.PassOn: Heading.ADDITION,
    requests.OrderMeal: Heading.MEAL,
    requests.ChangeMeal: Heading.MEAL,
    requests.MoveMeal: Heading.MEAL,
    requests.CancelMeal: Heading.MEAL,
    requests.TellKitchen: Heading.MEAL,
    requests.Unlisted: Heading.MEAL,
    requests.ShowMyOrders: Heading.QUESTION,
    requests.ShowMyTickets: Heading.QUESTION,
    requests.ShowTicket: Heading.QUESTION,
    requests.FindTicket: Heading.QUESTION,
    requests.AskReporter: Heading.QUESTION,
    requests.ShowMyPoints: Heading.QUESTION,
    requests.ShowMyWorker: Heading.QUESTION,
    requests.ShowMyPatrols: Heading.QUESTION,
    requests.ShowDirectory: Heading.QUESTION,
    requests.Explain: Heading.QUESTION,
    requests.ShowHelp: Heading.QUESTION,
    requests.ShowMealTimes: Heading.QUESTION,
    requests.ShowBudget: Heading.QUESTION,
    requests.ShowReasons: Heading.QUESTION,
    requests.ShowHousehold: Heading.QUESTION,
    requests.MoveTicket: Heading.COMMAND,
    requests.HandOverAll: Heading.COMMAND,
    requests.PressCard: Heading.COMMAND,
    requests.AnswerClosing: Heading.COMMAND,
    requests.WithdrawTicket: Heading.COMMAND,
    requests.UrgeTicket: Heading.COMMAND,
    requests.UrgeMany: Heading.COMMAND,
    requests.NoteTicket: Heading.COMMAND,
    requests.HalfOrder: Heading.ASKED,
    requests.CallSecretary: Heading.COMMAND,
    requests.Promise: Heading.COMMAND,
    requests.ShowPromises: Heading.COMMAND,
    requests.TakeLeave: Heading.COMMAND,
    requests.EndLeave: Heading.COMMAND,
    requests.ShowLeaves: Heading.COMMAND,
    requests.ShowRoster: Heading.COMMAND,
    requests.ShowStatistics: Heading.COMMAND,
    requests.ShowFigure: Heading.COMMAND,
    requests.ShowTrend: Heading.COMMAND,
    requests.ShowDailyAccount: Heading.COMMAND,
    requests.ShowMealCount: Heading.COMMAND,
    requests.ShowTotal: Heading.COMMAND,
    requests.ShowOldest: Heading.COMMAND,
    requests.ShowLooks: Heading.COMMAND,
    requests.ShowKitchen: Heading.COMMAND,
    requests.CloseMeals: Heading.COMMAND,
    requests.NoteUncollected: Heading.COMMAND,
    requests.TellEaters: Heading.COMMAND,
    requests.Correct: Heading.COMMAND,
    requests.TakePoints: Heading.COMMAND,
    requests.TakePointsOf: Heading.COMMAND,
    requests.FindFamily: Heading.COMMAND,
    requests.LogPatrol: Heading.COMMAND,
    requests.OpenInspection: Heading.COMMAND,
    requests.Clarify: Heading.ASKED,
    requests.Guide: Heading.ASKED,
    requests.Welcome: Heading.OTHER,
    requests.RaiseAlarm: Heading.OTHER,
    requests.ImportHotline: Heading.OTHER,
    requests.Fall: Heading.OTHER,
    requests.Undelivered: Heading.OTHER,
}


def heading(outcome: Action, reading: Reading) -> Heading:
    """The one heading of a handled message: that of the first request carried out, or that we asked, or were silent.

    A complaint about somebody who works here is OTHER: whoever reads the account may be the one.
    """
    if outcome is Action.ASK:
        return Heading.ASKED
    if outcome is Action.SILENT or not reading.requests:
        return Heading.OTHER
    first = reading.requests[0]
    if isinstance(first, OpenTicket) and first.about:
        return Heading.OTHER
    return HEADING[type(first)]
