"""The life of a ticket: opened, joined, worked on, closed, opened again."""
