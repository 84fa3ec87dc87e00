"""Vector layers in any format that OGR reads."""

from __future__ import annotations

import os
import re

import numpy as np
from osgeo import gdal, ogr

from .crs import box_in
from .errors import InputError
from .gdal_messages import collected
from .geometry import Geometries

_OPTION = re.compile(r"\|(layername|layerid|subset|geometrytype|uniqueGeometryType)=")


class VectorLayer:
    """One layer of a vector data source, open for reading.

    Attributes:
        path: the data source, without the layer's name.
        layer_name: its name inside the data source.
        subset: SQL condition on its features, or None for all.
        crs: WKT, "" if the layer has none.
        feature_count: number of features, those without a geometry included.
        ids: int64 (F,), feature ids in the layer's order; filled by ``geometries``.
        dataset: the opened data source.
        ogr_layer: the OGR layer itself; lives as long as this object is not closed.
    """

    def __init__(self, dataset: gdal.Dataset, path: str, layer_name: str, subset: str | None = None) -> None:
        self.path, self.layer_name, self.subset = path, layer_name, subset
        self.dataset = dataset
        self.ogr_layer = self.within(dataset)
        reference = self.ogr_layer.GetSpatialRef()
        self.crs = reference.ExportToWkt(["FORMAT=WKT2_2019"]) if reference is not None else ""
        self.feature_count = self.ogr_layer.GetFeatureCount()
        self.ids = np.zeros(0, np.int64)

    def within(self, dataset: gdal.Dataset) -> ogr.Layer:
        """The same layer in another opened dataset of the same source."""
        found = dataset.GetLayerByName(self.layer_name)
        if self.subset:
            with collected() as messages:
                try:
                    valid = found.SetAttributeFilter(self.subset) == ogr.OGRERR_NONE
                    valid = found.GetFeatureCount() >= 0 and valid and not messages.failures  # it shows only now
                except RuntimeError:
                    valid = False
            if not valid:
                raise InputError(
                    f"The subset '{self.subset}' of layer '{self.layer_name}' is no valid condition{messages.reason()}."
                )
        return found

    def keep_near(self, box: tuple[float, float, float, float], crs: str) -> None:
        """Read only the features whose boxes touch a box from now on.

        Args:
            box: xmin, ymin, xmax, ymax.
            crs: WKT, of the box; all is kept where no way leads from it to the layer's.
        """
        near = box_in(box, crs, self.crs)
        if near is not None:
            self.ogr_layer.SetSpatialFilterRect(*near)
            self.feature_count = self.ogr_layer.GetFeatureCount()

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in the layer's CRS.

        Raises:
            InputError: the layer is empty.
        """
        with collected():
            try:
                found = self.ogr_layer.GetExtent(1, True) if self.feature_count else None
            except RuntimeError:
                found = None
        if found is None:
            raise InputError(f"The layer '{self.layer_name}' of '{self.path}' is empty; choose a layer with features.")
        xmin, xmax, ymin, ymax = found
        return xmin, ymin, xmax, ymax

    @property
    def features(self) -> str:
        """What the layer shows by its type: ``roads`` if it is one of lines, else ``buildings``."""
        kind = ogr.GT_GetLinear(ogr.GT_Flatten(self.ogr_layer.GetGeomType()))
        return "roads" if kind in (ogr.wkbLineString, ogr.wkbMultiLineString) else "buildings"

    def geometries(self) -> Geometries:
        """Read all geometries, in the layer's order.

        Raises:
            InputError: a geometry is damaged or of an unknown type.
        """
        definition = self.ogr_layer.GetLayerDefn()
        names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
        blobs, ids = [], []
        with collected() as messages:
            try:
                self.ogr_layer.SetIgnoredFields(names)  # reading attributes takes most of the time
                self.ogr_layer.ResetReading()
                for feature in self.ogr_layer:
                    geometry = feature.GetGeometryRef()
                    blobs.append(None if geometry is None else geometry.ExportToIsoWkb())
                    ids.append(feature.GetFID())
            except RuntimeError as error:
                raise InputError(
                    f"The layer '{self.layer_name}' of '{self.path}' is damaged{messages.reason(error)}; "
                    "repair it first."
                ) from error
            finally:
                self.ogr_layer.SetIgnoredFields([])
                self.ogr_layer.ResetReading()
        if messages.failures and len(ids) < self.feature_count:  # a single odd geometry is no reason to stop
            raise InputError(
                f"The layer '{self.layer_name}' of '{self.path}' is damaged{messages.reason()}; repair it first."
            )
        self.ids = np.array(ids, np.int64)
        self.feature_count = len(ids)
        return Geometries.from_wkb(blobs)

    def close(self) -> None:
        """Let go of the file."""
        self.ogr_layer = self.dataset = None

    def __enter__(self) -> VectorLayer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def split_specification(specification: str) -> tuple[str, dict[str, str]]:
    """Split 'file.gpkg|layername=roads|subset=...', as QGIS writes it, into path and options."""
    pieces = _OPTION.split(specification)
    return pieces[0], dict(zip(pieces[1::2], pieces[2::2]))


def open_layer(specification: str, layer: str | None = None) -> VectorLayer:
    """Open a layer for reading.

    Args:
        specification: a path or any other OGR data source, with or without QGIS's
            '|layername=', '|layerid=' and '|subset='.
        layer: the layer's name; goes before the one in ``specification``.

    Raises:
        InputError: there is no such source, it holds no such layer, it holds several and none is
            named, or the layer has no geometry.
    """
    path, options = split_specification(specification)
    dataset = _open(path)
    names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]
    number = options.get("layerid", "")
    if layer is None and number.isdigit() and int(number) < len(names):
        layer = names[int(number)]
    name = layer or options.get("layername")
    listed = ", ".join(f"'{each}'" for each in names[:20]) + (" …" if len(names) > 20 else "")
    if not names:
        raise InputError(f"'{path}' holds no layer.")
    if name is None and len(names) > 1:
        raise InputError(f"'{path}' holds several layers ({listed}); name one of them.")
    if name is not None and name not in names and dataset.GetLayerByName(name) is None:
        raise InputError(f"'{path}' holds no layer '{name}', only {listed}.")
    opened = VectorLayer(dataset, path, name or names[0], options.get("subset"))
    if opened.ogr_layer.GetGeomType() == ogr.wkbNone:
        raise InputError(
            f"The layer '{opened.layer_name}' of '{path}' is a table without geometries; choose another one."
        )
    return opened


def _open(path: str) -> gdal.Dataset:
    with collected() as messages:
        try:
            dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
            error = None
        except RuntimeError as raised:
            dataset, error = None, raised
    if dataset is not None:
        return dataset
    if not os.path.exists(path) and ":" not in path[2:] and not path.startswith("/vsi"):
        raise InputError(f"There is no file '{path}'; check the path of the vector layer.")
    raise InputError(f"'{path}' cannot be read as a vector layer{messages.reason(error)}.")
