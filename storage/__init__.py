"""The only place with rows, SQL and transactions; speaks domain values at its door.

May import `bot.domain`, `bot.ports`, SQLAlchemy and SQLModel. Alembic is imported by `storage.migrate` alone, because
loading it is slow.
"""
