"""Attribute fields of OGR layers: copied, and those with the result of an alignment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from osgeo import gdal, ogr

from .gdal_messages import collected

if TYPE_CHECKING:
    from .alignment import Alignment

# name, OGR type, width, precision (for formats that store decimal text); the names are a public promise
RESULT_FIELDS = (
    ("ra_dx", ogr.OFTReal, 12, 4),
    ("ra_dy", ogr.OFTReal, 12, 4),
    ("ra_conf", ogr.OFTReal, 6, 4),
    ("ra_status", ogr.OFTString, 10, 0),
)


def copy_fields(source: gdal.Dataset, reading: ogr.Layer, target: gdal.Dataset, out: ogr.Layer, warnings: list[str]):
    """Create the fields of one layer in another, but for result fields of an earlier run.

    Args:
        source: data source of ``reading``, whose field domains are copied along.
        reading: the layer with the fields.
        target: data source of ``out``.
        out: the new layer.
        warnings: gets one sentence for each field that the format cannot hold as it is.

    Returns:
        list of int: for each field of ``reading`` its index in ``out``, -1 if it is left out.
    """
    results = {name for name, *_ in RESULT_FIELDS}
    definition = reading.GetLayerDefn()
    mapping = []
    for index in range(definition.GetFieldCount()):
        field = definition.GetFieldDefn(index)
        if field.GetName().lower() in results:
            mapping.append(-1)
            continue
        _copy_domain(source, field, target)
        mapping.append(create_field(out, _fitting(field, target.GetDriver(), warnings), warnings))
    return mapping


def create_field(out: ogr.Layer, field: ogr.FieldDefn, warnings: list[str]) -> int:
    """Create a field; return its index, or -1 (with a warning) where the format cannot hold it."""
    before = out.GetLayerDefn().GetFieldCount()
    with collected() as messages:  # a field less is no failure of the whole
        try:
            made = out.CreateField(field) == ogr.OGRERR_NONE
        except RuntimeError:
            made = False
    warnings.extend(messages.warnings)
    if made and out.GetLayerDefn().GetFieldCount() == before + 1:
        return before
    warnings.append(f"The field '{field.GetName()}' cannot be held by this format and is left out.")
    return -1


def create_result_fields(out: ogr.Layer, warnings: list[str]) -> list[int]:
    """Create ``RESULT_FIELDS``; return their indices, -1 where the format cannot hold one."""
    indices = []
    for name, kind, width, precision in RESULT_FIELDS:
        field = ogr.FieldDefn(name, kind)
        field.SetWidth(width)
        field.SetPrecision(precision)
        indices.append(create_field(out, field, warnings))
    return indices


def set_value(feature: ogr.Feature, index: int, value: float | str) -> None:
    """Set a field; NaN becomes null, an index of -1 is passed over."""
    if index < 0:
        return
    if isinstance(value, float) and not math.isfinite(value):
        feature.SetFieldNull(index)
    else:
        feature.SetField(index, value)


def set_results(feature: ogr.Feature, fields: list[int], alignment: Alignment, index: int) -> None:
    """Set the result fields of the ``index``-th feature of the alignment."""
    values = (
        float(alignment.dx[index]),
        float(alignment.dy[index]),
        float(alignment.confidence[index]),
        alignment.status[index],
    )
    for field, value in zip(fields, values):
        set_value(feature, field, value)


def _fitting(field: ogr.FieldDefn, driver: gdal.Driver, warnings: list[str]) -> ogr.FieldDefn:
    """The field itself, or one of a type that the format holds."""
    held = (driver.GetMetadataItem(gdal.DMD_CREATIONFIELDDATATYPES) or "").split()
    kind = ogr.GetFieldTypeName(field.GetType())
    if not held or kind in held:
        return field
    other = ogr.OFTReal if field.GetType() == ogr.OFTInteger64 and "Real" in held else ogr.OFTString
    warnings.append(
        f"The format '{driver.ShortName}' holds no fields of type {kind}; "
        f"'{field.GetName()}' is written as {ogr.GetFieldTypeName(other)}."
    )
    return ogr.FieldDefn(field.GetName(), other)


def _copy_domain(source: gdal.Dataset, field: ogr.FieldDefn, target: gdal.Dataset) -> None:
    name = field.GetDomainName() if hasattr(field, "GetDomainName") else ""  # since GDAL 3.3
    if not name or not target.TestCapability(ogr.ODsCAddFieldDomain) or target.GetFieldDomain(name) is not None:
        return
    domain = source.GetFieldDomain(name)
    if domain is not None:
        target.AddFieldDomain(domain)
