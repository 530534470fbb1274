"""The only place that acts because time passed: reminders, escalation, sending, taking up unfinished messages,
retention.

It knows no rules of the communities: it finds what is due, hands it to the dispatcher or a courier, and records the
outcome. What is due stands in the database, never in a timer.
"""
