"""The values and rules of a community: frozen dataclasses and pure, synchronous functions.

May import the standard library and itself, nothing else. Time is always handed in."""
