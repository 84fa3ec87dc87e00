"""A registration with all files that are wanted of it, together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .basemap import Basemap
from .georeference_annotation import annotation, write_annotation
from .model import Model
from .outputs import Staging
from .points_file import write_points
from .register import RegisterOptions, register
from .register_output import write_displacement, write_registered
from .register_report import write_register_report
from .registration import Registration
from .sheet_georeference import SheetGeoreference

_FOUND = 0.75  # share of the progress at which nothing but files is left to be made


@dataclass(frozen=True)
class RegisterFiles:
    """Where the results go; None for those that are not wanted.

    Attributes:
        output: GeoTIFF of the registered map.
        displacement: GeoTIFF on the map's own grid, see ``register_output.write_displacement``.
        gcps: control points, see ``points_file``.
        annotation: control points, see ``georeference_annotation``.
        report: HTML, see ``register_report``.
        resampling: of the map's pixels, one of ``sheet_pixels.METHODS``.
        names: of map and basemap, for the report's headings.
        chosen: what the user chose, by the name that she knows it by; for the report.
    """

    output: str
    displacement: str | None = None
    gcps: str | None = None
    annotation: str | None = None
    report: str | None = None
    resampling: str = "cubic"
    names: tuple[str, str] = ("", "")
    chosen: Mapping[str, object] | None = None


def register_to_files(
    sheet: SheetGeoreference,
    basemap: Basemap,
    files: RegisterFiles,
    options: RegisterOptions | None = None,
    model: Model | None = None,
    progress: Callable[[float, str], None] = lambda share, text: None,
    is_cancelled: Callable[[], bool] = lambda: False,
    announce: Callable[[str], None] | None = None,
) -> Registration:
    """Find where a sheet truly lies, and write it; for the arguments see ``register.register``.

    Raises:
        InputError, BasemapError, Cancelled: see ``register.register``; nothing was written.
        OutputError: a file cannot be written; none was.
    """
    with Staging() as staging:
        found = register(
            sheet, basemap, options, model, lambda share, text: progress(_FOUND * share, text), is_cancelled, announce
        )
        _write(sheet, basemap, files, found, staging, progress, is_cancelled)
        staging.commit()
    return found


def resolution_wanted(sheet: SheetGeoreference, options: RegisterOptions, model: Model | None) -> float:
    """Metres per pixel of a basemap that can be had at any: finer ones would be read for nothing."""
    return options.resolution or max(sheet.ground_resolution, model.card.resolution if model else 0.0)


def _write(
    sheet: SheetGeoreference,
    basemap: Basemap,
    files: RegisterFiles,
    found: Registration,
    staging: Staging,
    progress: Callable[[float, str], None],
    is_cancelled: Callable[[], bool],
) -> None:
    parts = 2 if files.displacement else 1

    def written(number: int) -> Callable[[float, str], None]:
        return lambda share, text: progress(_FOUND + (1 - _FOUND) * (number + share) / parts, text)

    write_registered(
        sheet,
        found.frame,
        found.warp,
        staging.path(files.output),
        resampling=files.resampling,
        notes={"REALIGN_MODEL": found.model_name, "REALIGN_WARP": found.kind},
        progress=written(0),
        is_cancelled=is_cancelled,
    )
    if files.displacement:
        path = staging.path(files.displacement)
        write_displacement(sheet, found.frame, found.measured, path, found.warp, written(1), is_cancelled)
    if files.gcps:
        write_points(staging.path(files.gcps), found.points, sheet, found.frame, basemap.crs)
    if files.annotation:
        what = annotation(found.points, sheet, found.frame, found.kind)
        write_annotation(staging.path(files.annotation), what)
    if files.report:
        write_register_report(staging.path(files.report), found, sheet, basemap, *files.names, files.chosen)
