"""Reconciling: from claims to utterances, relations and control, each explained."""

from quoth.reconcile.checks import Finding, check
from quoth.reconcile.control import Control, Turn, Witness, control, course, history
from quoth.reconcile.engine import Reconciler, reconcile
from quoth.reconcile.rollup import Shares, roll_up
from quoth.reconcile.tables import TableError, load_events, load_rows
from quoth.reconcile.told import Known
from quoth.reconcile.utterances import Utterance

__all__ = [
    "Control", "Finding", "Known", "Reconciler", "Shares", "TableError", "Turn", "Utterance",
    "Witness", "check", "control", "course", "history", "load_events", "load_rows", "reconcile", "roll_up",
]  # fmt: skip
