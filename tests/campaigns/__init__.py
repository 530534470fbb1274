"""Long campaigns against the whole service: killed at named points, flooded, shared by two processes, walked at random.

Each has a short version in the normal run; CONTRIBUTING.md names the commands of the long ones.
"""
