"""Every table, for statements: the Core tables of the SQLModel classes in `storage.rows_*`.

States are words, moments are UTC, and each row belongs to a community ("" where it belongs to the whole deployment).
"""

from storage import rows_delivery, rows_duty, rows_matters, rows_messages, rows_points, rows_private
from storage.columns import Row, table_of

#: The revision of `storage/migrations` that these tables describe.
HEAD = "0001"

metadata = Row.metadata

inbox = table_of(rows_messages.Inbox)
media = table_of(rows_messages.Media)
people = table_of(rows_messages.Person)
guided = table_of(rows_messages.Guided)
questions = table_of(rows_messages.QuestionRow)
seen_groups = table_of(rows_messages.SeenGroup)

counters = table_of(rows_matters.Counter)
tickets = table_of(rows_matters.TicketRow)
steps = table_of(rows_matters.StepRow)
chronicles = table_of(rows_matters.ChronicleRow)
supporters = table_of(rows_matters.SupporterRow)
origins = table_of(rows_matters.OriginRow)
patrols = table_of(rows_matters.PatrolRow)
reminders = table_of(rows_matters.ReminderRow)
orders = table_of(rows_matters.OrderRow)
closed_meals = table_of(rows_matters.ClosedMealRow)

leaves = table_of(rows_duty.LeaveRow)
promises = table_of(rows_duty.PromiseRow)
mentions = table_of(rows_duty.MentionRow)
unanswered = table_of(rows_duty.UnansweredRow)

corrections = table_of(rows_private.CorrectionRow)
register = table_of(rows_private.ResidentRow)
phones = table_of(rows_private.PhoneRow)
salts = table_of(rows_private.SaltRow)

accounts = table_of(rows_points.Account)
transfers = table_of(rows_points.TransferRow)
entries = table_of(rows_points.EntryRow)

outbox = table_of(rows_delivery.PostRow)
attempts = table_of(rows_delivery.AttemptRow)
routes = table_of(rows_delivery.RouteRow)
clock = table_of(rows_delivery.ClockRow)
audit = table_of(rows_delivery.AuditRow)
