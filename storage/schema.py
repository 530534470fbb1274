"""Every table, for statements: the Core tables of the SQLModel classes in `storage.rows_*`.

States are words, moments are UTC, and each row belongs to a community ("" where it belongs to the whole deployment).
"""

from storage import rows_delivery, rows_matters, rows_messages, rows_points
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
reminders = table_of(rows_matters.ReminderRow)
orders = table_of(rows_matters.OrderRow)

accounts = table_of(rows_points.Account)
transfers = table_of(rows_points.TransferRow)
entries = table_of(rows_points.EntryRow)

outbox = table_of(rows_delivery.PostRow)
attempts = table_of(rows_delivery.AttemptRow)
routes = table_of(rows_delivery.RouteRow)
clock = table_of(rows_delivery.ClockRow)
audit = table_of(rows_delivery.AuditRow)
