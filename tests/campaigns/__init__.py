"""Long campaigns against the service as a process: killed at named points, flooded, shared by two processes.

Each has a short version in the normal run. The long one of the kills: `python -m tests.campaigns.kill --kills 20`.
"""
