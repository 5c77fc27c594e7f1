"""Evidence of others about who holds a place, or what happened there, beside what the ledger's claims say.

It is read, matched and compared; nothing of it ever enters the ledger.
"""

from quoth.evaluate.evidence.beside import Beside, Run, beside
from quoth.evaluate.evidence.events import EventDay, beside_events
from quoth.evaluate.evidence.files import Evidence, EvidenceError, load_evidence

__all__ = ["Beside", "EventDay", "Evidence", "EvidenceError", "Run", "beside", "beside_events", "load_evidence"]
