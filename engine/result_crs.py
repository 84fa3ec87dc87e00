"""The CRS in which something is handed out, and the way to it from the frame of a sheet."""

from __future__ import annotations

from .crs import Transformation, read_crs, same_crs
from .errors import InputError
from .frame import Frame
from .sheet_georeference import SheetGeoreference


class ResultCrs:
    """Positions of a frame in another CRS, and back.

    Attributes:
        crs: WKT.
        is_own: whether it is the sheet's own.
        from_frame, to_frame: functions of positions (N, 2).
    """

    def __init__(self, frame: Frame, sheet: SheetGeoreference, crs: str) -> None:
        """Find the ways.

        Args:
            frame: whose layer the sheet is.
            sheet: for its CRS, and for messages.
            crs: WKT.

        Raises:
            InputError: the CRS is not readable, or no way leads there.
        """
        self.crs, other = crs, read_crs(crs)
        if other is None:
            raise InputError(
                f"The CRS in which the result for {sheet.name} is wanted is not readable; name another one."
            )
        self.is_own = same_crs(read_crs(sheet.crs), other)
        self.from_frame, self.to_frame = frame.to_layer, frame.from_layer
        if not self.is_own:
            self.from_frame, self.to_frame = Transformation(frame.crs, other), Transformation(other, frame.crs)
            if not (self.from_frame.possible and self.to_frame.possible):
                raise InputError(
                    f"No way leads from the CRS of {sheet.name} to {other.GetName()}; choose the CRS of the sheet."
                )
