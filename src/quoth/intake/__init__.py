"""Intake: files, directories, standard input and web addresses become documents, or refusals that say why not."""

from quoth.intake.gather import Given, checked, gather
from quoth.intake.plain import checked_date
from quoth.intake.refusal import LIMIT, Refusal, Unreadable

__all__ = ["LIMIT", "Given", "Refusal", "Unreadable", "checked", "checked_date", "gather"]
