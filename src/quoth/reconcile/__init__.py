"""Reconciling: from claims to utterances, relations and control, each explained."""

from quoth.reconcile.control import Control, Witness, control
from quoth.reconcile.engine import Reconciler, reconcile
from quoth.reconcile.tables import TableError, load_events, load_rows
from quoth.reconcile.told import Known
from quoth.reconcile.utterances import Utterance

__all__ = [
    "Control", "Known", "Reconciler", "TableError", "Utterance", "Witness", "control", "load_events", "load_rows", "reconcile",
]  # fmt: skip
