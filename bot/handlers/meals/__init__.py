"""Meals: ordered, counted, cooked or not, missed."""
