"""Exports: claims, relations and control in the formats that other people's programs read.

One module a kind; `exporters()` lists them, other packages add to them (see `exporter`).
"""

from quoth.publish.export.exporter import Exporter, ExportError, Part, exporters
from quoth.publish.export.file import export
from quoth.publish.export.view import View

__all__ = ["ExportError", "Exporter", "Part", "View", "export", "exporters"]
