"""A client of an Outrigger sidecar, with its models."""

from . import problems
from .client import ALL, Change, Client, Condition, Gap, Problem, Snapshot
from .models import *  # noqa: F401,F403  the models are what the package is for

