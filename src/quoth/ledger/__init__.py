"""The ledger: an append-only store of attributed claims, verifiable, with every version kept.

`open_ledger(url)` gives a `Ledger`; its methods are the whole interface.
"""

from quoth.ledger.adding import Added, Dater, ReadDocument, Reader
from quoth.ledger.append import Head
from quoth.ledger.clocks import AsOf
from quoth.ledger.errors import AddressError, LedgerError, RefusedError
from quoth.ledger.excerpt import excerpt, show_setting
from quoth.ledger.find import Filter, Kept, Page
from quoth.ledger.given import Given, load_given
from quoth.ledger.judging import Judgement
from quoth.ledger.ledger import Ledger, open_ledger
from quoth.ledger.relating import KeptRelation
from quoth.ledger.store import default_url
from quoth.ledger.transfer import is_ledger_file
from quoth.ledger.verify import Finding, Verified
from quoth.ledger.views import Change, KeptDocument
from quoth.ledger.waiting import REASONS, Waiting

__all__ = [
    "REASONS",
    "Added",
    "AddressError",
    "AsOf",
    "Change",
    "Dater",
    "Filter",
    "Finding",
    "Given",
    "Head",
    "Judgement",
    "Kept",
    "KeptDocument",
    "KeptRelation",
    "Ledger",
    "LedgerError",
    "Page",
    "ReadDocument",
    "Reader",
    "RefusedError",
    "Verified",
    "Waiting",
    "default_url",
    "excerpt",
    "is_ledger_file",
    "load_given",
    "open_ledger",
    "show_setting",
]
