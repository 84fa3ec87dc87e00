"""Writing of aligned layers in any format that OGR writes."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from osgeo import gdal, ogr

from .attributes import copy_fields, create_field, create_result_fields, set_results, set_value
from .destinations import Destination, choose_destination
from .errors import Cancelled, InputError, OutputError
from .formats import create_layer, geometry_losses, geometry_type, keeps_ids, turns_rings
from .gdal_messages import Messages, collected
from .outputs import Staging
from .vectors import VectorLayer
from .wkb import turn_rings

if TYPE_CHECKING:
    from .alignment import Alignment

_CHECK_EVERY = 1000  # features between two looks at whether the user wants to stop


def write_aligned(
    layer: VectorLayer,
    alignment: Alignment,
    destination: str | Destination,
    overwrite: bool = False,
    staging: Staging | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> list[str]:
    """Write a layer with its new positions and the fields ``attributes.RESULT_FIELDS``.

    Fields, ids (where the format has them), order, coordinate system, Z and M stay as they were.
    Result fields of an earlier run are replaced. The file appears at its place only when complete.

    Args:
        layer: the layer whose ``geometries()`` were aligned.
        alignment: what came out.
        destination: path, 'file.gpkg|layername=x', or what ``choose_destination`` returned.
        overwrite: whether an existing output may be replaced.
        staging: if given, the file stays unfinished until its ``commit``.
        is_cancelled: asked now and then.

    Returns:
        One sentence for everything that the format could not hold.

    Raises:
        InputError: the layer changed since its geometries were read.
        OutputError: the layer cannot be written.
        Cancelled: ``is_cancelled`` said so; nothing is left behind.
    """
    if not isinstance(destination, Destination):
        destination = choose_destination(destination, overwrite, [f"{layer.path}|layername={layer.layer_name}"])

    def fill(dataset: gdal.Dataset, warnings: list[str]) -> None:
        reading = layer.within(dataset) if destination.existing and _same(destination.path, layer.path) else None
        _copy_layer(layer, reading or layer.ogr_layer, alignment, dataset, destination, warnings, is_cancelled)

    def check(path: str) -> None:
        _check_kept(destination, path, alignment)

    return write_layer(destination, staging, fill, check)


def write_arrows(
    layer: VectorLayer,
    alignment: Alignment,
    destination: str | Destination,
    overwrite: bool = False,
    staging: Staging | None = None,
) -> list[str]:
    """Write one line per moved feature, from its mean position before to that after.

    Fields: ``ra_fid`` (the feature's id) and ``attributes.RESULT_FIELDS``. For the rest see ``write_aligned``.
    """
    if not isinstance(destination, Destination):
        destination = choose_destination(destination, overwrite, [f"{layer.path}|layername={layer.layer_name}"])

    def fill(dataset: gdal.Dataset, warnings: list[str]) -> None:
        out = create_layer(dataset, destination.layer_name, layer.ogr_layer.GetSpatialRef(), ogr.wkbLineString)
        fields = [create_field(out, ogr.FieldDefn("ra_fid", ogr.OFTInteger64), warnings)]
        fields += create_result_fields(out, warnings)
        for index, (before, after) in enumerate(alignment.arrows()):
            if not alignment.moved[index]:
                continue
            feature = ogr.Feature(out.GetLayerDefn())
            line = ogr.Geometry(ogr.wkbLineString)
            line.AddPoint_2D(*map(float, before))
            line.AddPoint_2D(*map(float, after))
            feature.SetGeometryDirectly(line)
            set_value(feature, fields[0], int(layer.ids[index]))
            set_results(feature, fields[1:], alignment, index)
            create_feature(out, feature)

    return write_layer(destination, staging, fill)


def write_layer(
    destination: Destination,
    staging: Staging | None,
    fill: Callable[[gdal.Dataset, list[str]], None],
    check: Callable[[str], None] | None = None,
) -> list[str]:
    """Let ``fill`` write into a data source that becomes visible only when it succeeds.

    Args:
        destination: a checked place.
        staging: if given, the file stays unfinished until its ``commit``.
        fill: gets the data source, and a list for its warnings.
        check: gets the path of a file that is complete.

    Raises:
        OutputError: the layer cannot be written.
    """
    warnings: list[str] = []
    with collected() as messages:
        try:
            if destination.existing:
                _fill_existing(destination, fill, warnings)
            else:
                with Staging() as own:
                    path = _fill_new(destination, staging or own, fill, warnings)
                    _check_messages(messages, destination)
                    if check is not None:
                        check(path)
                    own.commit()
        except RuntimeError as error:
            raise OutputError(f"'{destination.path}' cannot be written{messages.reason(error)}.") from error
    _check_messages(messages, destination)
    return warnings + [f"{text} ({destination.driver})" for text in messages.warnings]


def _check_messages(messages: Messages, destination: Destination) -> None:
    """Some failures (a full disk) show only in what GDAL says while it closes the file."""
    if messages.failures:
        raise OutputError(f"'{destination.path}' cannot be written{messages.reason()}.")


def _fill_new(destination: Destination, staging: Staging, fill: Callable, warnings: list[str]) -> str:
    path = staging.path(destination.path, destination.replaces)
    dataset = gdal.GetDriverByName(destination.driver).Create(path, 0, 0, 0, gdal.GDT_Unknown)
    if dataset is None:
        raise OutputError(f"'{destination.path}' cannot be made as {destination.driver}.")
    # one transaction: a database makes each insertion durable otherwise, which takes 100 times as long
    transaction = dataset.TestCapability(ogr.ODsCTransactions) and dataset.StartTransaction() == ogr.OGRERR_NONE
    try:
        fill(dataset, warnings)
        if transaction:
            dataset.CommitTransaction()
    except BaseException as error:
        traceback.clear_frames(error.__traceback__)  # they hold the file open, which then cannot be removed
        dataset = None
        raise
    return path


def _fill_existing(destination: Destination, fill: Callable, warnings: list[str]) -> None:
    dataset = gdal.OpenEx(destination.path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    if dataset is None:
        raise OutputError(f"'{destination.path}' cannot be opened for writing.")
    if dataset.StartTransaction(True) != ogr.OGRERR_NONE:
        raise OutputError(f"'{destination.path}' is locked; close the programs that use it.")
    try:
        for index in range(dataset.GetLayerCount()):
            if dataset.GetLayer(index).GetName() == destination.layer_name:
                dataset.DeleteLayer(index)
                break
        fill(dataset, warnings)
        if dataset.CommitTransaction() != ogr.OGRERR_NONE:
            raise OutputError(f"'{destination.path}' is locked; close the programs that use it.")
    except BaseException as error:
        dataset.RollbackTransaction()
        traceback.clear_frames(error.__traceback__)
        dataset = None
        raise


def _copy_layer(
    layer: VectorLayer,
    reading: ogr.Layer,
    alignment: Alignment,
    dataset: gdal.Dataset,
    destination: Destination,
    warnings: list[str],
    is_cancelled: Callable[[], bool] | None,
) -> None:
    blobs = alignment.wkb()
    kind = geometry_type(destination.driver, reading.GetGeomType(), blobs)
    out = create_layer(dataset, destination.layer_name, reading.GetSpatialRef(), kind, reading)
    mapping = copy_fields(layer.dataset, reading, dataset, out, warnings)
    fields = create_result_fields(out, warnings)
    warnings += geometry_losses(reading, out, destination.driver)
    promote = kind if kind != reading.GetGeomType() and destination.driver == "FlatGeobuf" else None

    turn = turns_rings(destination.driver, kind)
    keep = keeps_ids(destination.driver, layer.ids)
    count = 0
    reading.ResetReading()
    for index, feature in enumerate(reading):
        if index % _CHECK_EVERY == 0 and is_cancelled is not None and is_cancelled():
            raise Cancelled("The run was stopped; nothing was written.")
        if index >= len(blobs) or feature.GetFID() != layer.ids[index]:
            raise InputError(f"The layer '{layer.layer_name}' was changed while it was being aligned; run it again.")
        copy = ogr.Feature(out.GetLayerDefn())
        copy.SetFromWithMap(feature, True, mapping)
        if alignment.moved[index]:
            copy.SetGeometryDirectly(ogr.CreateGeometryFromWkb(blobs[index]))
        if promote is not None and copy.GetGeometryRef() is not None:
            copy.SetGeometryDirectly(ogr.ForceTo(copy.GetGeometryRef().Clone(), promote))
        if turn and copy.GetGeometryRef() is not None:
            turned = turn_rings(bytes(copy.GetGeometryRef().ExportToIsoWkb()))
            copy.SetGeometryDirectly(ogr.CreateGeometryFromWkb(turned))
        set_results(copy, fields, alignment, index)
        if keep:
            copy.SetFID(feature.GetFID())
        create_feature(out, copy)
        count += 1
    reading.ResetReading()
    if count != len(blobs):
        raise InputError(f"The layer '{layer.layer_name}' was changed while it was being aligned; run it again.")


def create_feature(out: ogr.Layer, feature: ogr.Feature) -> None:
    """Add a feature; RuntimeError where the layer does not take it."""
    if out.CreateFeature(feature) != ogr.OGRERR_NONE:
        raise RuntimeError(f"feature {feature.GetFID()} was refused")  # as GDAL itself does when told to raise


def _check_kept(destination: Destination, path: str, alignment: Alignment) -> None:
    """Some formats pass silently over features without a geometry; then the layer is not written at all."""
    if None not in alignment.geometries.blobs:
        return
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR, [destination.driver])
    kept = dataset.GetLayer(0).GetFeatureCount() if dataset is not None and dataset.GetLayerCount() else 0
    if kept != alignment.geometries.feature_count:
        raise OutputError(
            f"The format '{destination.driver}' would lose features without a geometry; choose another such as .gpkg."
        )


def _same(one: str, other: str) -> bool:
    return one == other or (os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other))
