"""Answers to our questions, and what residents say of matters that are known."""
