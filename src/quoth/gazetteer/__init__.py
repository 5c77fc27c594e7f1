"""The gazetteer: places of the world, all settlements of Ukraine, and the names that newspapers give them."""

from quoth.gazetteer.fold import fold
from quoth.gazetteer.pack import PackError
from quoth.gazetteer.romanize import GazetteerError
from quoth.gazetteer.store import Gazetteer, Hit, Spot, load_gazetteer, open_gazetteer

__all__ = ["Gazetteer", "GazetteerError", "Hit", "PackError", "Spot", "fold", "load_gazetteer", "open_gazetteer"]
