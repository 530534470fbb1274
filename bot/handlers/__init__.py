"""The whole behaviour on one screen: which request is carried out by which handler.

A handler reads through `Work`, decides once with a pure function of `bot.domain`, writes, and returns a `Reply`.
May import `bot.wording`, `bot.ports`, `bot.domain` and `intents`; never a library of the outside.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain import requests
from bot.handlers import (
    alarming,
    asking,
    clarifying,
    clicking,
    closing,
    correcting,
    counting,
    falling,
    figuring,
    importing,
    inspecting,
    joining,
    leaving,
    noting,
    opening,
    ordering,
    patrolling,
    promising,
    proving,
    refiling,
    registering,
    tallying,
    undelivered,
    urging,
    working,
)
from bot.handlers.context import Context, Reply

Handler = Callable[[Any, Context], Awaitable[Reply]]

HANDLERS: dict[type, Handler] = {
    requests.OpenTicket: opening.open_ticket,
    requests.AddToTicket: proving.add_to_ticket,
    requests.JoinTicket: joining.join_ticket,
    requests.MoveTicket: working.move_ticket,
    requests.AnswerClosing: closing.answer_closing,
    requests.WithdrawTicket: closing.withdraw_ticket,
    requests.RefileTicket: refiling.refile_ticket,
    requests.UrgeTicket: urging.urge_ticket,
    requests.NoteTicket: noting.note_ticket,
    requests.Promise: promising.promise,
    requests.ShowPromises: promising.show_promises,
    requests.TakeLeave: leaving.take_leave,
    requests.EndLeave: leaving.end_leave,
    requests.ShowLeaves: leaving.show_leaves,
    requests.OrderMeal: ordering.order_meal,
    requests.ChangeMeal: ordering.change_meal,
    requests.CancelMeal: ordering.cancel_meal,
    requests.Unlisted: ordering.unlisted,
    requests.ShowMyOrders: ordering.show_my_orders,
    requests.ShowMyTickets: asking.show_my_tickets,
    requests.ShowTicket: asking.show_ticket,
    requests.AskReporter: asking.ask_reporter,
    requests.ShowMyPoints: asking.show_my_points,
    requests.ShowMyWorker: asking.show_my_worker,
    requests.ShowDirectory: asking.show_directory,
    requests.ShowStatistics: counting.show_statistics,
    requests.ShowFigure: figuring.show_figure,
    requests.ShowMealCount: tallying.show_meal_count,
    requests.ShowBudget: asking.show_budget,
    requests.ShowDailyAccount: counting.show_daily_account,
    requests.CallSecretary: asking.call_secretary,
    requests.ShowHelp: asking.show_help,
    requests.Correct: correcting.correct,
    requests.ShowReasons: correcting.show_reasons,
    requests.ShowHousehold: registering.show_household,
    requests.FindFamily: registering.find_family,
    requests.Guide: asking.guide,
    requests.Welcome: asking.welcome,
    requests.PressCard: clicking.press_card,
    requests.Clarify: clarifying.clarify,
    requests.LogPatrol: patrolling.log_patrol,
    requests.ShowMyPatrols: patrolling.show_my_patrols,
    requests.OpenInspection: inspecting.open_inspection,
    requests.RaiseAlarm: alarming.raise_alarm,
    requests.ImportHotline: importing.import_hotline,
    requests.Fall: falling.fall,
    requests.Undelivered: undelivered.undelivered,
}
