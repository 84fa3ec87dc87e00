"""The working frame: one metric plane in which the whole alignment is computed."""

from __future__ import annotations

import numpy as np
from osgeo import osr

from .crs import Transformation, bounds, epsg, lattice, read_crs, same_crs
from .errors import BasemapError, InputError
from .resolution import geocentric

_DISTORTION = 0.15  # beyond this a metre of the frame is no longer a metre on the ground, even for a network
_STRIDE = 10.0  # metres over which the scale of the plane is measured


class Frame:
    """The UTM zone (or polar plane) in the middle of the layer's overlap with the basemap.

    Layers and basemaps in any CRS meet there, so degrees over Mercator tiles and metres over a
    GeoTIFF are computed on the same pixels. Where layer and basemap share a local CRS that has no
    place on Earth, that plane, in metres, is the frame.

    Attributes:
        crs, wkt: the frame's CRS, metres, x east and y north.
        box: xmin, ymin, xmax, ymax in the frame of the layer's part over the basemap.
        centre: x, y in the frame of the middle of that part.
        basemap_unit: metres per basemap unit where the basemap's axes are the frame's, else None.

    Not for use by two threads at a time.
    """

    def __init__(self, crs: osr.SpatialReference, layer: osr.SpatialReference, basemap: osr.SpatialReference) -> None:
        """Prefer ``choose``; this builds the frame on a given metric CRS."""
        self.crs = crs
        self.wkt = crs.ExportToWkt()
        self.box: tuple[float, float, float, float] = (np.nan,) * 4
        self._local = bool(crs.IsLocal())
        if self._local:
            self._layer_unit = self.basemap_unit = layer.GetLinearUnits()
            return
        self._layer_unit = None
        self.basemap_unit = 1.0 if same_crs(crs, basemap) else None
        self._from_layer, self._to_layer = Transformation(layer, crs), Transformation(crs, layer)
        self._from_basemap, self._to_basemap = Transformation(basemap, crs), Transformation(crs, basemap)
        self._to_degrees = Transformation(crs, epsg(4326))
        self._turn = 2 * np.pi / layer.GetAngularUnits() if layer.IsGeographic() else None
        self._layer_middle = 0.0

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of ``box``."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @classmethod
    def choose(
        cls,
        layer_crs: str,
        basemap_crs: str,
        box: tuple[float, float, float, float],
        extent: tuple[float, float, float, float] | None = None,
        layer_name: str = "the layer",
        basemap_name: str = "the basemap",
    ) -> Frame:
        """Choose the frame for a layer and a basemap.

        Args:
            layer_crs, basemap_crs: WKT.
            box: xmin, ymin, xmax, ymax of the layer, in its CRS.
            extent: left, bottom, right, top of the basemap, in its CRS; without it the layer alone decides.
            layer_name, basemap_name: for messages.

        Raises:
            InputError: the layer has no usable CRS, does not overlap the basemap, or is too wide for one plane.
            BasemapError: the basemap has no usable CRS.
        """
        layer, basemap = read_crs(layer_crs), read_crs(basemap_crs)
        if layer is None:
            raise InputError(f"The CRS of {layer_name} is missing or not readable; assign the right one first.")
        if basemap is None:
            raise BasemapError(f"The CRS of {basemap_name} is missing or not readable; assign the right one first.")
        if not np.isfinite(box).all():
            raise InputError(f"The extent of {layer_name} is empty or not finite; give a layer with geometries.")
        if layer.IsLocal() or basemap.IsLocal():
            return cls._choose_local(layer, basemap, box, extent, layer_name, basemap_name)

        around = _degrees(layer, box)
        if around is None:
            raise InputError(
                f"The coordinates of {layer_name} do not fit its CRS {layer.GetName()}; assign the right one first."
            )
        if extent is not None:
            covered = _degrees(basemap, extent)
            if covered is None:
                raise BasemapError(
                    f"The extent of {basemap_name} does not fit its CRS {basemap.GetName()}; assign the right one."
                )
            around = _overlap(around, covered, (0.0, -360.0, 360.0), layer_name, basemap_name)
        longitude, latitude = (around[0] + around[2]) / 2, (around[1] + around[3]) / 2
        frame = cls(epsg(_zone(longitude, latitude)), layer, basemap)
        if not frame._from_layer.possible or not frame._to_layer.possible:
            raise InputError(f"The CRS {layer.GetName()} of {layer_name} cannot be transformed; choose another.")
        if not frame._from_basemap.possible or not frame._to_basemap.possible:
            raise BasemapError(f"The CRS {basemap.GetName()} of {basemap_name} cannot be transformed; choose another.")
        frame._place(around, layer_name)
        if frame._turn is not None:
            frame._layer_middle = float(Transformation(epsg(4326), layer)(np.array([[longitude, latitude]]))[0, 0])
            frame._layer_middle += frame._turn * np.round(((box[0] + box[2]) / 2 - frame._layer_middle) / frame._turn)
        return frame

    @classmethod
    def _choose_local(cls, layer, basemap, box, extent, layer_name: str, basemap_name: str) -> Frame:
        if not same_crs(layer, basemap):
            raise InputError(
                f"The CRS of {layer_name} ({layer.GetName()}) and of {basemap_name} ({basemap.GetName()}) have no "
                "known relation, because one of them is local; give both the same CRS."
            )
        if extent is not None:
            box = _overlap(box, extent, (0.0,), layer_name, basemap_name)
        unit = layer.GetLinearUnits()
        crs = layer
        if unit != 1.0:
            crs = osr.SpatialReference()
            crs.SetLocalCS(f"{layer.GetName()} in metres")
            crs.SetLinearUnits("metre", 1.0)
            crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        frame = cls(crs, layer, basemap)
        frame.box = tuple(float(value) * unit for value in box)
        return frame

    def _place(self, around: tuple[float, float, float, float], layer_name: str) -> None:
        """Set ``box`` from a box in degrees; refuse where the plane would be badly out of scale."""
        corners = Transformation(epsg(4326), self.crs)(lattice(around))
        fits = bool(np.isfinite(corners).all())
        if fits:
            self.box = bounds(corners)
            east, north = corners + np.array([_STRIDE, 0.0]), corners + np.array([0.0, _STRIDE])
            places = [geocentric(self._to_degrees(xy), epsg(4326)) for xy in (corners, east, north)]
            scale = np.linalg.norm(np.stack(places[1:]) - places[0], axis=2) / _STRIDE
            fits = bool(np.isfinite(scale).all() and np.abs(scale - 1).max() < _DISTORTION)
        if not fits:
            raise InputError(
                f"The part of {layer_name} over the basemap spans {around[2] - around[0]:.0f} degrees of longitude, "
                "too wide for one metric plane (or it crosses the 180th meridian); align it in parts, by extent."
            )

    def from_layer(self, xy: np.ndarray) -> np.ndarray:
        """Layer coordinates (N, 2) to the frame, infinite where impossible."""
        return xy * self._layer_unit if self._local else self._from_layer(xy)

    def to_layer(self, xy: np.ndarray) -> np.ndarray:
        """Frame positions (N, 2) to the layer's CRS, infinite where impossible."""
        if self._local:
            return xy / self._layer_unit
        result = self._to_layer(xy)
        if self._turn is not None:  # a layer may count 179, 180, 181 where PROJ answers -179
            finite = np.isfinite(result[:, 0])
            turns = np.round((self._layer_middle - result[finite, 0]) / self._turn)
            result[finite, 0] += self._turn * turns
        return result

    def from_basemap(self, xy: np.ndarray) -> np.ndarray:
        """Basemap coordinates (N, 2) to the frame, infinite where impossible."""
        return xy * self.basemap_unit if self._local else self._from_basemap(xy)

    def to_basemap(self, xy: np.ndarray) -> np.ndarray:
        """Frame positions (N, 2) to the basemap's CRS, infinite where impossible."""
        return xy / self.basemap_unit if self._local else self._to_basemap(xy)

    def east_north(self, before: np.ndarray, after: np.ndarray) -> np.ndarray:
        """True metres east and north (N, 2) from frame positions ``before`` to ``after`` (N, 2).

        Grid convergence and the scale of the plane are taken out. For moves of metres, not of countries.
        """
        if self._local:
            return np.asarray(after, np.float64) - before
        one, other, middle = (self._to_degrees(xy) for xy in (before, after, (np.asarray(before) + after) / 2))
        wgs84 = epsg(4326)
        step = geocentric(other, wgs84) - geocentric(one, wgs84)
        longitude, latitude = np.radians(middle).T
        east = -np.sin(longitude) * step[:, 0] + np.cos(longitude) * step[:, 1]
        outward = np.cos(longitude) * step[:, 0] + np.sin(longitude) * step[:, 1]
        return np.stack([east, np.cos(latitude) * step[:, 2] - np.sin(latitude) * outward], 1)


def _degrees(crs: osr.SpatialReference, box: tuple) -> tuple[float, float, float, float] | None:
    """Longitudes and latitudes that a box of ``crs`` spans; None where it lies off the Earth."""
    transformation = Transformation(crs, epsg(4326))
    if not transformation.possible:
        return None
    degrees = transformation(lattice(box))
    degrees = degrees[np.isfinite(degrees).all(axis=1)]
    if not len(degrees) or np.abs(degrees[:, 1]).max() > 90 + 1e-6 or np.abs(degrees[:, 0]).max() > 720:
        return None
    turned = degrees[:, 0] % 360
    if not crs.IsGeographic() and np.ptp(turned) < min(180, np.ptp(degrees[:, 0])):  # across the 180th meridian
        degrees[:, 0] = turned
    return bounds(degrees)


def _overlap(
    layer: tuple, basemap: tuple, turns: tuple[float, ...], layer_name: str, basemap_name: str
) -> tuple[float, float, float, float]:
    """The box common to both, the basemap moved in x by the best of ``turns`` (whole turns of the Earth)."""
    best = None
    for turn in turns:
        common = (
            max(layer[0], basemap[0] + turn),
            max(layer[1], basemap[1]),
            min(layer[2], basemap[2] + turn),
            min(layer[3], basemap[3]),
        )
        fits = common[0] <= common[2] and common[1] <= common[3]
        if fits and (best is None or common[2] - common[0] > best[2] - best[0]):
            best = common
    if best is None:
        raise InputError(
            f"The extents of {layer_name} and {basemap_name} do not overlap; check the CRS of both or choose another."
        )
    return best


def _zone(longitude: float, latitude: float) -> int:
    """EPSG code of the UTM zone or, near the poles, of the polar stereographic plane (east before north)."""
    if latitude > 84:
        return 5041
    if latitude < -80:
        return 5042
    return (32600 if latitude >= 0 else 32700) + int((longitude + 180) % 360 // 6) + 1
