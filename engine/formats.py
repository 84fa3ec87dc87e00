"""What OGR's formats can and cannot hold, and how a layer is made in each."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from osgeo import gdal, ogr, osr

from .errors import OutputError

_KEEP_IDS = ("GeoJSON", "GeoJSONSeq", "GML")  # besides those with a creation option for the id column
_ONE_TYPE = ("ESRI Shapefile", "FlatGeobuf", "OpenFileGDB")  # cannot hold a layer of unknown geometry type
_ONLY_WGS84 = ("GeoJSONSeq", "GPX", "KML", "LIBKML")


def create_layer(
    dataset: gdal.Dataset,
    name: str,
    reference: osr.SpatialReference | None,
    kind: int,
    like: ogr.Layer | None = None,
) -> ogr.Layer:
    """Make an empty layer.

    Args:
        dataset: in which.
        name: of the layer.
        reference: its CRS.
        kind: OGR geometry type.
        like: whose columns for id and geometry to take over.

    Raises:
        OutputError: the format cannot hold such a layer.
    """
    driver = dataset.GetDriver().ShortName
    options = {
        "ESRI Shapefile": ["ENCODING=UTF-8"],
        "CSV": ["GEOMETRY=AS_WKT"],
        "FlatGeobuf": ["SPATIAL_INDEX=NO"],  # its index would change the order of the features
    }.get(driver, [])[:]
    if like is not None:
        definition = like.GetLayerDefn()
        taken = {definition.GetFieldDefn(i).GetName().lower() for i in range(definition.GetFieldCount())}
        if _has_option(driver, "FID"):
            options.append("FID=" + _free(like.GetFIDColumn() or "fid", taken))
        if _has_option(driver, "GEOMETRY_NAME"):
            options.append("GEOMETRY_NAME=" + _free(like.GetGeometryColumn() or "geom", taken))
    with ring_order_kept(turns_rings(driver, kind)):
        out = dataset.CreateLayer(name, reference, kind, options)
    if out is None or out.GetGeomType() == ogr.wkbNone:  # a spreadsheet
        raise OutputError(
            f"The format '{driver}' cannot hold a layer like this one "
            f"({ogr.GeometryTypeToName(kind)}); choose another format such as .gpkg."
        )
    if like is not None and like.GetMetadata() and driver in ("GPKG", "SQLite"):
        out.SetMetadata({k: v for k, v in like.GetMetadata().items() if k in ("DESCRIPTION", "IDENTIFIER")})
    return out


def geometry_type(driver: str, kind: int, blobs: list[bytes | None]) -> int:
    """The layer's own geometry type or, where a format needs one for all, that of ``blobs``: single, else multi."""
    if driver not in _ONE_TYPE or ogr.GT_Flatten(kind) != ogr.wkbUnknown:
        return kind
    kinds = set()
    for blob in blobs:
        if blob is not None:
            (code,) = struct.unpack_from(">I" if blob[0] == 0 else "<I", blob, 1)
            kinds.add(code)
    has_z, has_m = any(ogr.GT_HasZ(each) for each in kinds), any(ogr.GT_HasM(each) for each in kinds)
    flat = {ogr.GT_Flatten(each) for each in kinds}
    if len(flat) != 1:
        flat = {ogr.GT_GetCollection(each) or each for each in flat}
    common = flat.pop() if len(flat) == 1 else ogr.wkbUnknown
    return ogr.GT_SetModifier(common, has_z, has_m)


def keeps_ids(driver: str, ids: np.ndarray) -> bool:
    """Whether the format can take over these feature ids, int64 (F,)."""
    if driver == "OpenFileGDB":
        return bool((ids > 0).all())
    # ids that only count from 0 are the reader's own
    return _has_option(driver, "FID") or (driver in _KEEP_IDS and not np.array_equal(ids, np.arange(len(ids))))


def geometry_losses(reading: ogr.Layer, out: ogr.Layer, driver: str) -> list[str]:
    """One sentence for each kind of geometry that ``out`` cannot hold as ``reading`` does."""
    kind, reference, warnings = reading.GetGeomType(), reading.GetSpatialRef(), []
    if ogr.GT_IsNonLinear(kind) and not out.TestCapability(ogr.OLCCurveGeometries):
        warnings.append(f"The format '{driver}' holds no curves; they are written as straight segments.")
    if ogr.GT_HasM(kind) and not out.TestCapability(ogr.OLCMeasuredGeometries):
        warnings.append(f"The format '{driver}' holds no M values; they are left out.")
    if driver in _ONLY_WGS84 and reference is not None and reference.GetAuthorityCode(None) != "4326":
        warnings.append(f"The format '{driver}' is always in WGS 84; the positions are transformed to it.")
    if reading.GetLayerDefn().GetGeomFieldCount() > 1:
        warnings.append("The layer has several geometry columns; only the first is aligned and written.")
    return warnings


def turns_rings(driver: str, kind: int) -> bool:
    """Whether rings must be given the right direction here.

    GDAL's shapefile driver does so by itself, but writes the holes of sloping 3D polygons as shells.
    """
    polygonal = ogr.GT_Flatten(kind) in (ogr.wkbPolygon, ogr.wkbMultiPolygon)
    return driver == "ESRI Shapefile" and polygonal and bool(ogr.GT_HasZ(kind))


@contextmanager
def ring_order_kept(wanted: bool) -> Iterator[None]:
    """While a shapefile is made: whether GDAL leaves the direction of its rings alone (this thread only)."""
    key = "SHAPE_REWIND_ON_WRITE"
    before = gdal.GetThreadLocalConfigOption(key)
    if wanted:
        gdal.SetThreadLocalConfigOption(key, "NO")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(key, before)


def _has_option(driver: str, name: str) -> bool:
    listed = gdal.GetDriverByName(driver).GetMetadataItem("DS_LAYER_CREATIONOPTIONLIST") or ""
    return f"name='{name}'" in listed or f'name="{name}"' in listed


def _free(name: str, taken: set[str]) -> str:
    """A column name that no attribute uses."""
    while name.lower() in taken:
        name += "_"
    return name
