"""The only place that acts because time passed: reminders, escalation, outbox delivery, re-drive, retention.

It holds no rules of the trade: it wakes what is due, hands it to the dispatcher or a courier, and writes down what
became of it. What is due lives in the database, never in a timer.
"""
