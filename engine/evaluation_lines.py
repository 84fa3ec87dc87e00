"""Errors as a layer of lines, from each key point to where it truly lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from osgeo import gdal, ogr

from .attributes import create_field, set_value
from .crs import read_crs
from .destinations import Destination
from .evaluation import Errors
from .formats import create_layer
from .outputs import Staging
from .vector_output import create_feature, write_layer

# name, OGR type; east_m and north_m are the error itself, position minus truth
ERROR_FIELDS = (
    ("feature", ogr.OFTInteger64),
    ("error_m", ogr.OFTReal),
    ("east_m", ogr.OFTReal),
    ("north_m", ogr.OFTReal),
)


def error_values(errors: Errors, ids: Sequence[int]) -> Iterator[tuple[list[list[float]], list[float]]]:
    """The two ends of each line, and the values of ``ERROR_FIELDS``.

    Args:
        errors: of which.
        ids: of all features, in their order.
    """
    for line, feature, length, vector in zip(errors.lines(), errors.feature, errors.length, errors.vector):
        yield line.tolist(), [int(ids[feature]), float(length), *vector.tolist()]


def write_errors(
    errors: Errors, ids: Sequence[int], crs: str, destination: Destination, staging: Staging | None = None
) -> list[str]:
    """Write the lines in the CRS of what was evaluated.

    Args:
        errors: of which.
        ids: of all features of what was evaluated, in their order.
        crs: WKT of what was evaluated.
        destination: where to.
        staging: if given, the file stays unfinished until its ``commit``.

    Returns:
        One sentence for everything that the format could not hold.

    Raises:
        OutputError: the layer cannot be written.
    """

    def fill(dataset: gdal.Dataset, warnings: list[str]) -> None:
        out = create_layer(dataset, destination.layer_name, read_crs(crs), ogr.wkbLineString)
        fields = [create_field(out, ogr.FieldDefn(name, kind), warnings) for name, kind in ERROR_FIELDS]
        for ends, values in error_values(errors, ids):
            feature = ogr.Feature(out.GetLayerDefn())
            line = ogr.Geometry(ogr.wkbLineString)
            for x, y in ends:
                line.AddPoint_2D(x, y)
            feature.SetGeometryDirectly(line)
            for field, value in zip(fields, values):
                set_value(feature, field, value)
            create_feature(out, feature)

    return write_layer(destination, staging, fill)
