"""Polygons of control with their days (GeoJSON): who holds the places that lie in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoth.evaluate.evidence.stated import Stated
from quoth.evaluate.evidence.tables import Columns, columns_of, stated
from quoth.reconcile.spots import Spot


class NoGeometry(ValueError):
    """Shapely is not installed, or a shape is none; the message says what to do."""


@dataclass(frozen=True)
class Polygons:
    """Shapes with what is said of them, for asking which of them a place lies in."""

    shapes: list[Any]
    said: list[Stated]

    def statements(self, spots: Mapping[str, Spot]) -> Iterator[tuple[str, Stated]]:
        """What the shapes say of each place that has a point, in the order of the file."""
        import shapely

        keys = [k for k, s in sorted(spots.items()) if s.point]
        points = [shapely.Point(s.point[1], s.point[0]) for k in keys if (s := spots[k]).point]
        tree = shapely.STRtree(points)
        for shape, said in zip(self.shapes, self.said, strict=True):
            for at in sorted(tree.query(shape, predicate="intersects").tolist()):
                yield keys[at], said


def polygons_of(features: Sequence[Mapping[str, Any]], sides: Sequence[str]) -> tuple[Polygons, list[tuple[int, str]]]:
    """The polygons of a FeatureCollection; and the refused features by number, with the reason.

    Raises:
        NoGeometry: shapely is missing.
    """
    try:
        import shapely
        import shapely.geometry
    except ImportError:
        raise NoGeometry("polygons need shapely: pip install 'quoth[polygons]'") from None
    shapes, said, refused = [], [], []
    for number, feature in enumerate(features, 1):
        try:
            kind = (feature.get("geometry") or {}).get("type")
            if kind not in ("Polygon", "MultiPolygon"):
                raise ValueError(f"its geometry is {kind or 'missing'}, not a polygon")
            about = {str(k): "" if v is None else str(v) for k, v in (feature.get("properties") or {}).items()}
            columns: Columns = columns_of(list(about))
            if not (columns.day or columns.first) or not columns.state:
                raise ValueError("it has no date (date, or from and to) or no status (status, control, holder)")
            of = stated(number, {**about, "_": "polygon"}, _nameless(columns), sides)
            shape = shapely.geometry.shape(feature["geometry"])
            shapes.append(shape if shape.is_valid else shapely.make_valid(shape))
            said.append(of)
        except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as wrong:
            refused.append((number, str(wrong) or type(wrong).__name__))
    return Polygons(shapes, said), refused


def _nameless(columns: Columns) -> Columns:
    """A polygon is its own place, whatever it is called."""
    return Columns((), None, "_", None, None, columns.day, columns.first, columns.last, columns.state, ())
