"""How far apart two points of the earth are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance in kilometres.

    >>> round(km_between(50.45, 30.52, 49.98, 36.26))
    412
    """
    a, b, c, d = map(radians, (lat, lon, other_lat, other_lon))
    return 12742.0 * asin(min(1.0, sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))
