"""The first schema: inbox, tickets, meals, points, outbox.

Revision ID: 0001
Revises:
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STRING, TEXT, INTEGER, BOOLEAN = sa.String(), sa.Text(), sa.Integer(), sa.Boolean()
DATE, MOMENT, BYTES = sa.Date(), sa.DateTime(timezone=True), sa.LargeBinary()
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = (
    "inbox",
    "media",
    "people",
    "guided",
    "questions",
    "seen_groups",
    "counters",
    "tickets",
    "steps",
    "chronicles",
    "supporters",
    "origins",
    "patrols",
    "reminders",
    "orders",
    "closed_meals",
    "leaves",
    "promises",
    "mentions",
    "unanswered",
    "accounts",
    "transfers",
    "entries",
    "outbox",
    "attempts",
    "routes",
    "clock",
    "audit",
    "corrections",
    "register",
    "phones",
    "salts",
)
LEDGER = ("transfers", "entries")
#: More of an entry changes than its account to that of somebody forgotten, who once had one.
REWRITTEN = (
    "NOT (NEW.id = OLD.id AND NEW.community = OLD.community AND NEW.transfer_id = OLD.transfer_id "
    "AND NEW.amount = OLD.amount AND OLD.account NOT LIKE '%\\:gone-%' AND (NEW.account LIKE 'person\\:gone-%' "
    "AND OLD.account LIKE 'person\\:%' OR NEW.account LIKE 'held\\:gone-%' AND OLD.account LIKE 'held\\:%'))"
)


def upgrade() -> None:
    _inbox()
    _media()
    _people()
    _guided()
    _questions()
    _seen_groups()
    _counters()
    _tickets()
    _steps()
    _supporters()
    _origins()
    _patrols()
    _reminders()
    _orders()
    _duties()
    _manners()
    _accounts()
    _transfers()
    _entries()
    _outbox()
    _attempts()
    _routes()
    _clock()
    _audit()
    _corrections()
    _register()
    _seal_ledger()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _columns(kind: sa.types.TypeEngine[Any], names: str, *, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable) for name in names.split()]


def _only(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _seal_ledger() -> None:
    """A ledger is corrected by new transfers; neither a bug nor a hand at the console may rewrite it.

    One change is allowed: the account of an entry may be renamed to that of somebody who has been forgotten.
    """
    if op.get_bind().dialect.name == "sqlite":
        for name in LEDGER:
            for change in ("UPDATE", "DELETE"):
                unless = f"WHEN {REWRITTEN} " if (name, change) == ("entries", "UPDATE") else ""
                op.execute(
                    f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name} {unless}"
                    "BEGIN SELECT RAISE(ABORT, 'the ledger is insert-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is insert-only'; END $$"
    )
    for name in LEDGER:
        changes = "DELETE OR TRUNCATE" if name == "entries" else "UPDATE OR DELETE OR TRUNCATE"
        op.execute(
            f"CREATE TRIGGER {name}_sealed BEFORE {changes} ON {name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE TRIGGER entries_rewritten BEFORE UPDATE ON entries "
        f"FOR EACH ROW WHEN ({REWRITTEN}) EXECUTE FUNCTION refuse_change()"
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        *_columns(STRING, "community channel chat sender msgid dedupe place nonce status heading error"),
        *_columns(NUMBER, "id"),
        *_columns(BOOLEAN, "collision wiped"),
        *_columns(MOMENT, "received_at"),
        *_columns(TEXT, "raw incoming requests reply"),
        *_columns(STRING, "outcome", nullable=True),
        *_columns(TEXT, "reading", nullable=True),
        *_columns(INTEGER, "attempts"),
        *_columns(MOMENT, "retry_at finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("place", "dedupe", name="uq_inbox_place_dedupe"),
    )
    op.create_index("ix_inbox_community_received_at", "inbox", ["community", "received_at"])
    op.create_index("ix_inbox_nonce", "inbox", ["channel", "nonce"])
    op.create_index("ix_inbox_sender", "inbox", ["sender", "id"])
    op.create_index("ix_inbox_undone", "inbox", ["status", "received_at"], **_only("status <> 'done'"))


def _media() -> None:
    op.create_table(
        "media",
        *_columns(STRING, "community channel kind media_id state stage content_type reason"),
        *_columns(NUMBER, "id message_id"),
        *_columns(TEXT, "url"),
        *_columns(MOMENT, "expires_at"),
        *_columns(INTEGER, "ticket", nullable=True),
        *_columns(BYTES, "content", nullable=True),
        *_columns(MOMENT, "settled_at", nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["inbox.id"], name="fk_media_message_id"),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
    )
    op.create_index("ix_media_community_ticket", "media", ["community", "ticket"])
    op.create_index("ix_media_message_id", "media", ["message_id"])
    op.create_index("ix_media_state_expires_at", "media", ["state", "expires_at"])


def _people() -> None:
    op.create_table(
        "people",
        *_columns(STRING, "community person"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "first_seen_at last_seen_at"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("community", "person", name="uq_people_community_person"),
    )
    op.create_index("ix_people_person", "people", ["person"])


def _guided() -> None:
    op.create_table(
        "guided",
        *_columns(STRING, "community person"),
        *_columns(NUMBER, "id"),
        *_columns(DATE, "day"),
        sa.PrimaryKeyConstraint("id", name="pk_guided"),
        sa.UniqueConstraint("community", "person", "day", name="uq_guided_community_person_day"),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        *_columns(STRING, "community chat person slot"),
        *_columns(NUMBER, "id"),
        *_columns(TEXT, "request", nullable=True),
        *_columns(NUMBER, "message_id", nullable=True),
        *_columns(MOMENT, "asked_at expires_at"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("community", "chat", "person", name="uq_questions_community_chat_person"),
    )


def _seen_groups() -> None:
    op.create_table(
        "seen_groups",
        *_columns(STRING, "community chat"),
        *_columns(MOMENT, "last_seen_at"),
        sa.PrimaryKeyConstraint("chat", name="pk_seen_groups"),
    )


def _counters() -> None:
    op.create_table(
        "counters",
        *_columns(STRING, "name community"),
        *_columns(INTEGER, "value"),
        sa.PrimaryKeyConstraint("name", "community", name="pk_counters"),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        *_columns(STRING, "community kind category urgency state reporter"),
        *_columns(STRING, "channel chat building grid party assignee rating trail covers_for about"),
        *_columns(NUMBER, "id"),
        *_columns(INTEGER, "number round"),
        *_columns(TEXT, "text result"),
        *_columns(MOMENT, "created_at"),
        *_columns(TEXT, "place", nullable=True),
        *_columns(MOMENT, "accept_due resolve_due confirm_due closed_at", nullable=True),
        *_columns(INTEGER, "merged_into recurs", nullable=True),
        *_columns(BOOLEAN, "confidential wiped"),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint("community", "number", name="uq_tickets_community_number"),
    )
    op.create_index("ix_tickets_community_assignee", "tickets", ["community", "assignee", "number"])
    op.create_index("ix_tickets_community_building", "tickets", ["community", "building", "category", "created_at"])
    op.create_index("ix_tickets_community_created_at", "tickets", ["community", "created_at"])
    op.create_index("ix_tickets_community_reporter", "tickets", ["community", "reporter", "number"])
    op.create_index("ix_tickets_community_closed_at", "tickets", ["community", "closed_at"])
    op.create_index("ix_tickets_reporter_closed_at", "tickets", ["community", "reporter", "state", "closed_at"])
    op.create_index(
        "ix_tickets_building_closed_at", "tickets", ["community", "building", "category", "state", "closed_at"]
    )
    is_open = _only("state NOT IN ('closed', 'declined', 'merged', 'withdrawn')")
    op.create_index("ix_tickets_open_reporter", "tickets", ["community", "reporter", "number"], **is_open)
    op.create_index("ix_tickets_open_assignee", "tickets", ["community", "assignee", "number"], **is_open)
    op.create_index("ix_tickets_open_building", "tickets", ["community", "building", "category", "number"], **is_open)


def _steps() -> None:
    op.create_table(
        "steps",
        *_columns(STRING, "community target move actor assignee salt sealed held_salt held chain link"),
        *_columns(NUMBER, "id"),
        *_columns(INTEGER, "ticket"),
        *_columns(MOMENT, "at"),
        *_columns(STRING, "source", nullable=True),
        *_columns(TEXT, "reason stood"),
        *_columns(INTEGER, "position", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.UniqueConstraint("community", "position", name="uq_steps_community_position"),
    )
    op.create_index("ix_steps_community_ticket", "steps", ["community", "ticket"])
    op.create_table(
        "chronicles",
        *_columns(STRING, "community link"),
        *_columns(INTEGER, "tickets steps"),
        sa.PrimaryKeyConstraint("community", name="pk_chronicles"),
    )


def _supporters() -> None:
    op.create_table(
        "supporters",
        *_columns(STRING, "community person channel chat"),
        *_columns(NUMBER, "id"),
        *_columns(INTEGER, "ticket"),
        *_columns(MOMENT, "at"),
        sa.PrimaryKeyConstraint("id", name="pk_supporters"),
        sa.UniqueConstraint("community", "ticket", "person", name="uq_supporters_community_ticket_person"),
    )
    op.create_index("ix_supporters_community_person", "supporters", ["community", "person"])


def _origins() -> None:
    op.create_table(
        "origins",
        *_columns(STRING, "community origin"),
        *_columns(INTEGER, "ticket"),
        sa.PrimaryKeyConstraint("community", "origin", name="pk_origins"),
    )
    op.create_index("ix_origins_community_ticket", "origins", ["community", "ticket"])


def _patrols() -> None:
    op.create_table(
        "patrols",
        *_columns(STRING, "community person grid place"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "at"),
        *_columns(INTEGER, "findings"),
        sa.PrimaryKeyConstraint("id", name="pk_patrols"),
    )
    op.create_index("ix_patrols_community_at", "patrols", ["community", "at"])


def _reminders() -> None:
    op.create_table(
        "reminders",
        *_columns(STRING, "community step occurrence person"),
        *_columns(NUMBER, "id"),
        *_columns(INTEGER, "ticket level"),
        *_columns(MOMENT, "due_at"),
        *_columns(MOMENT, "sent_at", nullable=True),
        *_columns(BOOLEAN, "cancelled"),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint(
            "community",
            "ticket",
            "step",
            "level",
            "occurrence",
            name="uq_reminders_community_ticket_step_level_occurrence",
        ),
    )
    op.create_index("ix_reminders_open", "reminders", ["due_at"], **_only("sent_at IS NULL"))


def _orders() -> None:
    op.create_table(
        "orders",
        *_columns(STRING, "community person for_whom service diet dishes state channel chat"),
        *_columns(NUMBER, "id"),
        *_columns(DATE, "day"),
        *_columns(INTEGER, "quantity price_fen"),
        *_columns(MOMENT, "created_at"),
        *_columns(BOOLEAN, "delivery"),
        *_columns(TEXT, "place", nullable=True),
        sa.CheckConstraint("quantity > 0", name="ck_orders_some"),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
    )
    op.create_index("ix_orders_community_day", "orders", ["community", "day", "service"])
    op.create_index(
        "uq_orders_live",
        "orders",
        ["community", "person", "for_whom", "day", "service"],
        unique=True,
        **_only("state = 'live'"),
    )
    op.create_table(
        "closed_meals",
        *_columns(STRING, "community service"),
        *_columns(DATE, "day"),
        sa.PrimaryKeyConstraint("community", "day", "service", name="pk_closed_meals"),
    )


def _duties() -> None:
    op.create_table(
        "leaves",
        *_columns(STRING, "community person stand_in noted_by since until"),
        *_columns(NUMBER, "id"),
        *_columns(DATE, "first last"),
        *_columns(MOMENT, "noted_at"),
        *_columns(MOMENT, "ended_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_leaves"),
    )
    op.create_index("ix_leaves_running", "leaves", ["community", "last"], **_only("ended_at IS NULL"))
    op.create_table(
        "promises",
        *_columns(STRING, "community person"),
        *_columns(NUMBER, "id"),
        *_columns(INTEGER, "ticket"),
        *_columns(MOMENT, "made_at due_at"),
        *_columns(MOMENT, "done_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
    )
    op.create_index("ix_promises_community_due_at", "promises", ["community", "due_at"])
    op.create_index("ix_promises_community_ticket", "promises", ["community", "ticket"])


def _manners() -> None:
    op.create_table(
        "mentions",
        *_columns(STRING, "community person cause chat tickets messages"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "hour"),
        *_columns(TEXT, "body"),
        *_columns(BOOLEAN, "held told"),
        sa.PrimaryKeyConstraint("id", name="pk_mentions"),
        sa.UniqueConstraint("community", "cause", "person", name="uq_mentions_community_cause_person"),
    )
    op.create_index("ix_mentions_community_person_hour", "mentions", ["community", "person", "hour"])
    op.create_table(
        "unanswered",
        *_columns(STRING, "community"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "asked_at"),
        *_columns(TEXT, "text"),
        sa.PrimaryKeyConstraint("id", name="pk_unanswered"),
    )
    op.create_index("ix_unanswered_asked_at", "unanswered", ["asked_at"])
    op.create_index("ix_unanswered_community_asked_at", "unanswered", ["community", "asked_at"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        *_columns(STRING, "community account"),
        *_columns(NUMBER, "balance"),
        sa.CheckConstraint("balance >= 0 OR account = 'issuer'", name="ck_accounts_not_overdrawn"),
        sa.PrimaryKeyConstraint("community", "account", name="pk_accounts"),
    )


def _transfers() -> None:
    op.create_table(
        "transfers",
        *_columns(STRING, "community cause state reason"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "at"),
        sa.PrimaryKeyConstraint("id", name="pk_transfers"),
        sa.UniqueConstraint("community", "cause", name="uq_transfers_community_cause"),
    )


def _entries() -> None:
    op.create_table(
        "entries",
        *_columns(STRING, "community account"),
        *_columns(NUMBER, "id transfer_id"),
        *_columns(INTEGER, "amount"),
        sa.ForeignKeyConstraint(["transfer_id"], ["transfers.id"], name="fk_entries_transfer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
    )
    op.create_index("ix_entries_community_account", "entries", ["community", "account", "id"])
    op.create_index("ix_entries_transfer_id", "entries", ["transfer_id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        *_columns(STRING, "community cause route target mentions fallback tickets messages state reason"),
        *_columns(NUMBER, "id"),
        *_columns(TEXT, "body response_url card response_code change_code"),
        *_columns(INTEGER, "priority"),
        *_columns(MOMENT, "not_before"),
        *_columns(MOMENT, "expires_at", nullable=True),
        *_columns(BOOLEAN, "by_callback short_lived"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("community", "cause", name="uq_outbox_community_cause"),
    )
    op.create_index("ix_outbox_not_before", "outbox", ["not_before"], **_only("state = 'queued'"))
    op.create_index("ix_outbox_queued", "outbox", ["route", "target", "priority", "id"], **_only("state = 'queued'"))
    op.create_index("ix_outbox_route_target", "outbox", ["route", "target"])
    op.create_index("ix_outbox_changeable", "outbox", ["community"], **_only("change_code <> ''"))


def _attempts() -> None:
    op.create_table(
        "attempts",
        *_columns(STRING, "community route window"),
        *_columns(NUMBER, "id post_id"),
        *_columns(MOMENT, "at"),
        *_columns(MOMENT, "finished_at", nullable=True),
        *_columns(STRING, "outcome", nullable=True),
        *_columns(INTEGER, "errcode", nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["outbox.id"], name="fk_attempts_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_open", "attempts", ["at"], **_only("finished_at IS NULL"))
    op.create_index("ix_attempts_post_id", "attempts", ["post_id"])
    op.create_index("ix_attempts_window", "attempts", ["route", "window", "finished_at"])


def _routes() -> None:
    op.create_table(
        "routes",
        *_columns(STRING, "community route window"),
        *_columns(BOOLEAN, "disabled"),
        *_columns(MOMENT, "paused_until", nullable=True),
        sa.PrimaryKeyConstraint("route", "window", name="pk_routes"),
    )


def _clock() -> None:
    op.create_table(
        "clock",
        *_columns(STRING, "community"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "now"),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        *_columns(STRING, "community actor action subject"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "at"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def _corrections() -> None:
    op.create_table(
        "corrections",
        *_columns(STRING, "community actor intent_before intent_after category_before category_after"),
        *_columns(STRING, "urgency_before urgency_after"),
        *_columns(NUMBER, "id"),
        *_columns(MOMENT, "at"),
        *_columns(TEXT, "text"),
        *_columns(INTEGER, "ticket", nullable=True),
        *_columns(NUMBER, "message", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_at", "corrections", ["at"])
    op.create_index("ix_corrections_message", "corrections", ["message"])


def _register() -> None:
    op.create_table(
        "register",
        *_columns(STRING, "community building unit room code"),
        *_columns(NUMBER, "id"),
        *_columns(DATE, "consented_on", nullable=True),
        *_columns(TEXT, "sealed"),
        sa.PrimaryKeyConstraint("id", name="pk_register"),
        sa.UniqueConstraint("community", "code", name="uq_register_community_code"),
    )
    op.create_index("ix_register_community_building", "register", ["community", "building", "unit", "room"])
    op.create_table(
        "phones",
        *_columns(STRING, "community person"),
        *_columns(NUMBER, "id"),
        *_columns(INTEGER, "ticket"),
        *_columns(TEXT, "sealed"),
        sa.PrimaryKeyConstraint("id", name="pk_phones"),
        sa.UniqueConstraint("community", "ticket", "person", name="uq_phones_community_ticket_person"),
    )
    op.create_index("ix_phones_community_person", "phones", ["community", "person"])
    op.create_table(
        "salts",
        *_columns(STRING, "community salt"),
        sa.PrimaryKeyConstraint("community", name="pk_salts"),
    )
