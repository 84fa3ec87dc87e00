"""Where a vector layer is to be written, and by which of OGR's drivers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from osgeo import gdal, ogr

from .errors import OutputError
from .gdal_messages import collected
from .outputs import check_writable
from .vectors import split_specification

# where several drivers share an extension, the one that people mean
_PREFERRED = {"json": "GeoJSON", "kml": "LIBKML", "gdb": "OpenFileGDB", "xml": "GML", "db": "SQLite"}


@dataclass(frozen=True)
class Destination:
    """A checked place for a vector layer.

    Attributes:
        path: file, folder or connection string.
        layer_name: the layer to write.
        driver: short name of OGR's driver.
        existing: whether the layer is added to the data source at ``path``, whose other layers stay;
            otherwise ``path`` is made new.
        replaces: files of an earlier output at ``path``, which go when the new one is complete.
    """

    path: str
    layer_name: str
    driver: str
    existing: bool
    replaces: tuple[str, ...] = ()


def choose_destination(
    specification: str, overwrite: bool = False, sources: Iterable[str] = (), driver: str | None = None
) -> Destination:
    """Check, before a long run, that a layer can be written to ``specification``.

    'file.ext' makes a new file. 'file.gpkg|layername=x' adds the layer x to a file that exists, when
    its format can do that safely, or makes a new file with that layer.

    Args:
        specification: path or connection string, with or without '|layername='.
        overwrite: whether a file, or with '|layername=' that one layer, may be replaced.
        sources: specifications of the inputs; a layer never replaces what it is made from.
        driver: short name of the driver; guessed from the extension, as ogr2ogr does, if None.

    Raises:
        OutputError: it cannot be written; the sentence says why.
    """
    path, options = split_specification(specification)
    name = options.get("layername")
    stem = os.path.splitext(os.path.basename(path))[0]
    driver = driver or guess_driver(path)
    kind = gdal.GetDriverByName(driver)
    if kind is None or not kind.GetMetadataItem(gdal.DCAP_CREATE):
        raise OutputError(f"This GDAL cannot write the format '{driver}'; choose another one.")
    prefix = kind.GetMetadataItem(gdal.DMD_CONNECTION_PREFIX)
    database = bool(prefix) and path.startswith(prefix)
    if database and not name:
        raise OutputError(f"The output '{path}' names no layer; add '|layername=' and its name.")
    if database or (name and os.path.exists(path)):
        _check_addition(path, name, overwrite, sources)
        return Destination(path, name, driver, True)
    if name and name != stem and kind.GetMetadataItem("DCAP_MULTIPLE_VECTOR_LAYERS") != "YES":
        raise OutputError(f"The format '{driver}' holds one layer named as its file; leave out '|layername={name}'.")
    if path.startswith("/vsi"):
        raise OutputError(f"The output '{path}' is a virtual file; choose a file on a disk.")
    check_writable(path, overwrite, [split_specification(source)[0] for source in sources])
    return Destination(path, name or stem, driver, False, _existing_files(path, driver) if overwrite else ())


def guess_driver(path: str) -> str:
    """The short name of the OGR driver that writes files like ``path``.

    Raises:
        OutputError: the extension is missing, unknown, or belongs to a format that can only be read.
    """
    base = os.path.basename(path.rstrip("/\\")).lower()
    extension = os.path.splitext(base)[1].lstrip(".")
    read_only = ""
    candidates = []
    for index in range(gdal.GetDriverCount()):
        driver = gdal.GetDriver(index)
        if driver.GetMetadataItem(gdal.DCAP_VECTOR) != "YES":
            continue
        prefix = driver.GetMetadataItem(gdal.DMD_CONNECTION_PREFIX)
        extensions = (driver.GetMetadataItem(gdal.DMD_EXTENSIONS) or "").lower().split()
        # 'shp.zip' is an extension too
        matches = any(base.endswith(f".{each}") for each in extensions) or (bool(prefix) and path.startswith(prefix))
        if not matches:
            continue
        if driver.GetMetadataItem(gdal.DCAP_CREATE) == "YES":
            candidates.append(driver.ShortName)
        else:
            read_only = read_only or driver.LongName
    if candidates:
        preferred = _PREFERRED.get(extension)
        return preferred if preferred in candidates else candidates[0]
    if read_only:
        raise OutputError(f"'{base}' would be in a format that can only be read ({read_only}); choose .gpkg or .shp.")
    if not extension:
        raise OutputError(f"The output '{path}' has no extension to tell its format; add one such as .gpkg or .shp.")
    raise OutputError(f"No vector format has the extension '.{extension}'; choose one such as .gpkg, .shp or .geojson.")


def _check_addition(path: str, name: str, overwrite: bool, sources: Iterable[str]) -> None:
    for source in sources:
        other, options = split_specification(source)
        same = other == path or (os.path.exists(other) and os.path.exists(path) and os.path.samefile(other, path))
        if same and options.get("layername", name) == name:
            raise OutputError(f"The output layer '{name}' of '{path}' is also the input; choose another name.")
    dataset, messages = _open_for_update(path)
    if dataset is None:
        raise OutputError(f"'{path}' cannot be opened for writing{messages}.")
    safe = dataset.TestCapability(ogr.ODsCTransactions) or dataset.TestCapability(ogr.ODsCEmulatedTransactions)
    if not (dataset.TestCapability(ogr.ODsCCreateLayer) and safe):
        raise OutputError(f"A layer cannot be added to '{path}' safely; write it to a new file.")
    names = [dataset.GetLayer(index).GetName() for index in range(dataset.GetLayerCount())]
    if name in names and not overwrite:
        raise OutputError(f"'{path}' already holds a layer '{name}'; choose another name or allow overwriting.")


def _open_for_update(path: str) -> tuple[gdal.Dataset | None, str]:
    with collected() as messages:
        try:
            return gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE), messages.reason()
        except RuntimeError as error:
            return None, messages.reason(error)


def _existing_files(path: str, driver: str) -> tuple[str, ...]:
    """The files of an existing output, so that no stale companion outlives it."""
    if not os.path.exists(path):
        return ()
    with collected():
        try:
            dataset = gdal.OpenEx(path, gdal.OF_VECTOR, [driver])
        except RuntimeError:
            dataset = None
    if dataset is None:  # not a data source of this kind: only the file itself is replaced
        return (path,)
    names = [dataset.GetLayer(index).GetName() for index in range(dataset.GetLayerCount())]
    if len(names) > 1:
        listed = ", ".join(f"'{name}'" for name in names)
        raise OutputError(f"'{path}' holds several layers ({listed}); name the one to write with '|layername='.")
    files = dataset.GetFileList() or [path]
    folder = os.path.dirname(os.path.abspath(path))
    return tuple(each for each in files if os.path.dirname(os.path.abspath(each)) == folder)
