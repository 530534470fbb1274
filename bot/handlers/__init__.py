"""The whole behaviour on one screen: which request is carried out by which handler.

The requests stand in the order of the files of `bot.domain.requests`.

A handler reads through `Work`, decides once with a pure function of `bot.domain`, writes, and returns a `Reply`.
May import `bot.wording`, `bot.ports`, `bot.domain` and `intents`; never a library of the outside.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain import requests
from bot.handlers import clarifying, falling, rewards
from bot.handlers.asked import asking, counting, explaining, figuring, in_hand, reasoning, registering, totals, trending
from bot.handlers.context import Context, Reply
from bot.handlers.duty import inspecting, leaving, patrolling, promising, returning, watching
from bot.handlers.meals import announcing, cooking, dividing, mealtimes, mishaps, ordering, tallying
from bot.handlers.outside import alarming, importing
from bot.handlers.saying import clicking, undelivered
from bot.handlers.tickets import (
    calming,
    correcting,
    handing,
    joining,
    noting,
    proving,
    refiling,
    seeking,
    severally,
    urging,
    whereabouts,
    working,
)

Handler = Callable[[Any, Context], Awaitable[Reply]]

HANDLERS: dict[type, Handler] = {
    # tickets
    requests.OpenTicket: whereabouts.open_ticket,
    requests.AddToTicket: proving.add_to_ticket,
    requests.PassOn: calming.pass_on,
    requests.JoinTicket: joining.join_ticket,
    requests.MoveTicket: working.move_ticket,
    requests.HandOverAll: handing.hand_over_all,
    requests.AnswerClosing: severally.answer_closing,
    requests.UrgeTicket: severally.urge_ticket,
    requests.UrgeMany: urging.urge_many,
    requests.NoteTicket: noting.note_ticket,
    requests.HalfOrder: noting.not_done,
    requests.WithdrawTicket: severally.withdraw_ticket,
    requests.RefileTicket: refiling.refile_ticket,
    requests.Correct: correcting.correct,
    # meals
    requests.OrderMeal: dividing.order_meal,
    requests.ChangeMeal: dividing.change_meal,
    requests.CancelMeal: ordering.cancel_meal,
    requests.MoveMeal: mealtimes.move_meal,
    requests.Unlisted: ordering.unlisted,
    requests.ShowMyOrders: ordering.show_my_orders,
    requests.ShowMealCount: tallying.show_meal_count,
    requests.ShowKitchen: cooking.show_kitchen,
    requests.CloseMeals: cooking.close_meals,
    requests.TellKitchen: mishaps.tell_kitchen,
    requests.NoteUncollected: cooking.note_uncollected,
    requests.TellEaters: announcing.tell_eaters,
    requests.ShowMealTimes: cooking.show_meal_times,
    # duty
    requests.Promise: promising.promise,
    requests.ShowPromises: promising.show_promises,
    requests.TakeLeave: leaving.take_leave,
    requests.EndLeave: returning.end_leave,
    requests.ShowLeaves: watching.show_leaves,
    requests.ShowRoster: watching.show_roster,
    requests.LogPatrol: patrolling.log_patrol,
    requests.OpenInspection: inspecting.open_inspection,
    requests.ShowMyPatrols: patrolling.show_my_patrols,
    # asked
    requests.ShowMyTickets: asking.show_my_tickets,
    requests.ShowTicket: asking.show_ticket,
    requests.FindTicket: seeking.find_ticket,
    requests.AskReporter: asking.ask_reporter,
    requests.ShowReasons: reasoning.show_reasons,
    requests.ShowMyWorker: asking.show_my_worker,
    requests.ShowDirectory: asking.show_directory,
    requests.Explain: explaining.explain,
    requests.CallSecretary: asking.call_secretary,
    requests.ShowHelp: asking.show_help,
    requests.Guide: asking.guide,
    requests.ShowHousehold: registering.show_household,
    requests.FindFamily: registering.find_family,
    # figures
    requests.ShowStatistics: counting.show_statistics,
    requests.ShowFigure: figuring.show_figure,
    requests.ShowTrend: trending.show_trend,
    requests.ShowTotal: totals.show_total,
    requests.ShowLooks: registering.show_looks,
    requests.ShowOldest: in_hand.show_oldest,
    requests.ShowDailyAccount: counting.show_daily_account,
    # points
    requests.ShowMyPoints: asking.show_my_points,
    requests.ShowBudget: asking.show_budget,
    requests.TakePoints: rewards.take_points,
    requests.TakePointsOf: rewards.take_points_of,
    # outside
    requests.Welcome: asking.welcome,
    requests.PressCard: clicking.press_card,
    requests.RaiseAlarm: alarming.raise_alarm,
    requests.ImportHotline: importing.import_hotline,
    requests.Fall: falling.fall,
    requests.Undelivered: undelivered.undelivered,
    # what we ask back
    requests.Clarify: clarifying.clarify,
}
