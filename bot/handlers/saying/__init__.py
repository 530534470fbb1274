"""How it is said: to whom, by which route, in which words, and what becomes of it."""
