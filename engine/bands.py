"""Which bands of a raster are colours, and how their values become eight bits."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from .errors import BasemapError
from .gdal_messages import collected

_SAMPLE = 1024  # pixels along a side of the decimated read from which limits are taken
_CHEAP = 1 << 24  # pixels that are read whole for it; larger rasters without overviews are sampled by windows
_PERCENTILES = 2, 98
_SHRINK = 1.5  # native pixels per output pixel from which averages are taken; below, cubic is sharper and as smooth


class Bands:
    """The bands of a raster that are shown as red, green and blue.

    Colour interpretation decides; without it the first three bands that are not alpha, or the first
    alone as grey. A palette is looked up. Values of eight bits stay; all others are stretched between
    percentiles 2 and 98 of the valid pixels, per band, the same limits for every window.

    A pixel is valid where more than half of it is. Invalid native pixels take no part in averages.
    """

    def __init__(self, dataset: gdal.Dataset, name: str) -> None:
        """Choose the bands and, where values are stretched, take the limits from a decimated read.

        Args:
            dataset: the raster.
            name: for messages, such as "basemap town.tif".

        Raises:
            BasemapError: no band holds colours: complex numbers, no valid pixel, or one value throughout.
        """
        self._name = name
        bands = [dataset.GetRasterBand(index + 1) for index in range(dataset.RasterCount)]
        if any(gdal.DataTypeIsComplex(band.DataType) for band in bands):
            raise BasemapError(f"The {name} holds complex numbers; give one with colours or grey values.")
        self._palette = _palette(bands[0])
        self._indices = [1] if self._palette is not None else _colours(bands)
        used = [bands[index - 1] for index in self._indices]
        self._deep = self._palette is None and any(_depth(band) != 8 for band in used)
        self._seen = False  # whether any picture has come out of it
        self._limits: list[tuple[float, float]] = []
        if self._deep:
            self._limits = self._percentiles(dataset, [_depth(band) for band in used])

    def read(
        self, dataset: gdal.Dataset, window: tuple, image: np.ndarray, valid: np.ndarray, hidden: bool = False
    ) -> None:
        """Fill ``image`` (uint8, H × W × 3) and ``valid`` (bool, H × W) from a window of native pixels.

        Args:
            dataset: the raster, opened by the calling thread.
            window: left, top, width, height in native pixels, fractions allowed.
            image, valid: where to write, zero at first; views will do.
            hidden: whether to keep the colours of pixels that are not valid, which else are black.

        Raises:
            BasemapError: the raster cannot be read there, or turns out to hold no picture anywhere.
        """
        self._read(dataset, window, image, valid, hidden)
        if not self._seen:
            if not _has_picture(image, valid):  # is it only here, or everywhere?
                self._refuse_empty(dataset)
            self._seen = True

    def opacity(self, dataset: gdal.Dataset, number: int, window: tuple, shape: tuple[int, int]) -> np.ndarray:
        """What an alpha band of eight bits holds in a window of native pixels, uint8 (H, W); see ``read``."""
        result = np.empty(shape, np.uint8)
        _raster_io(dataset.GetRasterBand(number), window, result, _method(window, shape), self._name)
        return result

    def _read(self, dataset: gdal.Dataset, window: tuple, image: np.ndarray, valid: np.ndarray, hidden: bool) -> None:
        if self._palette is not None:
            self._read_palette(dataset, window, image, valid)
            return
        values = self._values(dataset, window, valid, None if self._deep else image)
        for channel, band in enumerate(values):
            if self._deep:
                low, high = self._limits[channel]
                image[..., channel] = np.clip((np.where(valid, band, low) - low) * (255 / (high - low)) + 0.5, 0, 255)
        if len(values) == 1:
            image[..., 1:] = image[..., :1]
        if not (hidden or valid.all()):
            image[~valid] = 0

    def _values(self, dataset, window: tuple, valid: np.ndarray, image: np.ndarray | None) -> list[np.ndarray]:
        """Read the chosen bands, into ``image`` where given, else as floats; fill ``valid``."""
        known, result, method = None, [], _method(window, valid.shape)
        for channel, index in enumerate(self._indices):
            band = dataset.GetRasterBand(index)
            target = np.empty(valid.shape, np.float64) if image is None else image[..., channel]
            _raster_io(band, window, target, method, self._name)
            result.append(target)
            if channel == 0 or band.GetMaskFlags() & gdal.GMF_PER_DATASET == 0:
                mask = _mask(band, window, valid.shape, self._name)
                if image is None:
                    mask = np.isfinite(target) if mask is None else mask & np.isfinite(target)
                # Nodata of one band alone is a dark pixel, not a hole: holes are holes in all bands.
                known = mask if channel == 0 or mask is None or known is None else known | mask
        valid[:] = True if known is None else known
        return result

    def _read_palette(self, dataset: gdal.Dataset, window: tuple, image: np.ndarray, valid: np.ndarray) -> None:
        """Look colours up at several places in each output pixel and average them: indices have no mean."""
        band = dataset.GetRasterBand(1)
        height, width = valid.shape
        finer = _finer(window, valid.shape)
        mask = _mask(band, window, valid.shape, self._name) if band.GetMaskFlags() & gdal.GMF_PER_DATASET else None
        strip = max(1, (1 << 20) // (width * finer * finer))
        for top in range(0, height, strip):
            rows = min(strip, height - top)
            indices = np.empty((rows * finer, width * finer), np.int32)
            part = (window[0], window[1] + window[3] * top / height, window[2], window[3] * rows / height)
            _raster_io(band, part, indices, gdal.GRIORA_NearestNeighbour, self._name)
            indices = np.where((indices >= 0) & (indices < len(self._palette)), indices, len(self._palette) - 1)
            colours = self._palette[indices].reshape(rows, finer, width, finer, 4).sum(axis=(1, 3), dtype=np.int64)
            weight = colours[..., 3]
            image[top : top + rows] = (colours[..., :3] + weight[..., None] // 2) // np.maximum(weight, 1)[..., None]
            valid[top : top + rows] = 2 * weight > finer * finer
        if mask is not None:
            valid &= mask
        image[~valid] = 0

    def _percentiles(self, dataset: gdal.Dataset, depths: list[int]) -> list[tuple[float, float]]:
        """Lower and upper limit for each chosen band, from valid pixels all over the raster."""
        for windows in _samples(dataset):
            pieces: list[list[np.ndarray]] = [[] for _ in self._indices]
            for window, shape in windows:
                valid = np.zeros(shape, bool)
                for piece, band in zip(pieces, self._values(dataset, window, valid, None)):
                    piece.append(band[valid & np.isfinite(band)])
            values = [np.concatenate(piece) for piece in pieces]
            if all(len(band) for band in values) and any(band.min() < band.max() for band in values):
                return [_limits(band, depth) for band, depth in zip(values, depths)]
        self._refuse(any(len(band) for band in values))
        return []

    def _refuse_empty(self, dataset: gdal.Dataset) -> None:
        """Raise if no picture comes out of the raster anywhere."""
        some = False
        for windows in _samples(dataset):
            for window, shape in windows:
                image, valid = np.zeros((*shape, 3), np.uint8), np.zeros(shape, bool)
                self._read(dataset, window, image, valid, hidden=False)
                if _has_picture(image, valid):
                    return
                some |= bool(valid.any())
        self._refuse(some)

    def _refuse(self, some: bool) -> None:
        what = "holds one value throughout" if some else "holds only nodata"
        raise BasemapError(f"The {self._name} {what}, so there is nothing to see; choose another one.")


def _has_picture(image: np.ndarray, valid: np.ndarray) -> bool:
    seen = image[valid]
    return len(seen) > 0 and bool((seen != seen[0]).any())


def _colours(bands: list) -> list[int]:
    """Numbers of the bands to show: three, or one for grey."""
    meaning = [band.GetColorInterpretation() for band in bands]
    wanted = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand]
    if all(colour in meaning for colour in wanted):
        return [meaning.index(colour) + 1 for colour in wanted]
    usable = [index + 1 for index, colour in enumerate(meaning) if colour != gdal.GCI_AlphaBand]
    return usable[:3] if len(usable) >= 3 else usable[:1] or [1]


def _palette(band: gdal.Band) -> np.ndarray | None:
    """The colour table as int32 (entries + 1, 4), transparent entries and the last zero; None without a table."""
    table = band.GetColorTable()
    if table is None or band.GetColorInterpretation() != gdal.GCI_PaletteIndex:
        return None
    entries = np.array([table.GetColorEntry(index) for index in range(table.GetCount())] + [(0, 0, 0, 0)], np.int32)
    opaque = entries[:, 3] > 127
    nodata = band.GetNoDataValue()
    if nodata is not None and 0 <= nodata < len(entries):
        opaque[int(nodata)] = False
    return np.concatenate([entries[:, :3], np.ones((len(entries), 1), np.int32)], 1) * opaque[:, None]


def _depth(band: gdal.Band) -> int:
    """Bits of a band of whole numbers from 0 to 255 or fewer; 0 where values must be looked at."""
    if band.DataType != gdal.GDT_Byte or band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE") == "SIGNEDBYTE":
        return 0
    return int(band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE") or 8)


def _limits(values: np.ndarray, depth: int) -> tuple[float, float]:
    """What becomes 0 and what becomes 255."""
    if depth:
        return 0.0, float(2**depth - 1)
    low, high = (float(value) for value in np.percentile(values, _PERCENTILES))
    if low == high:  # nearly all pixels are equal: keep the few that are not
        low, high = float(values.min()), float(values.max())
    return low, high if high > low else low + 1.0


def _samples(dataset: gdal.Dataset) -> list[list[tuple[tuple, tuple[int, int]]]]:
    """Windows and shapes that show the raster as a whole, a cheap set first where the whole is dear."""
    width, height = dataset.RasterXSize, dataset.RasterYSize
    shape = (min(height, _SAMPLE), min(width, _SAMPLE))
    whole = [((0.0, 0.0, float(width), float(height)), shape)]
    if width * height <= _CHEAP or dataset.GetRasterBand(1).GetOverviewCount():
        return [whole]
    side = 64
    tiles = []
    for row in range(8):
        for column in range(8):
            left, top = int((column + 0.5) * width / 8), int((row + 0.5) * height / 8)
            size = (min(side, height - top), min(side, width - left))
            tiles.append(((float(left), float(top), float(size[1]), float(size[0])), size))
    return [tiles, whole]


def _method(window: tuple, shape: tuple[int, int]) -> int:
    ratios = window[2] / shape[1], window[3] / shape[0]
    if ratios == (1.0, 1.0) and all(float(value).is_integer() for value in window):
        return gdal.GRIORA_NearestNeighbour
    return gdal.GRIORA_Average if max(ratios) >= _SHRINK else gdal.GRIORA_Cubic


def _finer(window: tuple, shape: tuple[int, int]) -> int:
    """At how many places along a side of an output pixel to look, where GDAL does not average."""
    ratio = max(window[2] / shape[1], window[3] / shape[0])
    aligned = all(float(value).is_integer() for value in (*window, window[2] / shape[1], window[3] / shape[0]))
    return int(ratio) if aligned and ratio <= 8 else 4 if ratio <= 4 else 8


def _mask(band: gdal.Band, window: tuple, shape: tuple[int, int], name: str) -> np.ndarray | None:
    """Where more than half of the output pixel is valid; None where everything is."""
    if band.GetMaskFlags() & gdal.GMF_ALL_VALID:
        return None
    # Looked up at several places: GDAL's own averages of a nodata mask tell whether any of it is valid, and its
    # interpolation of a mask of one bit answers 0 or 1 instead of 0 or 255.
    finer = _finer(window, shape)
    values = np.empty((shape[0] * finer, shape[1] * finer), np.uint8)
    _raster_io(band.GetMaskBand(), window, values, gdal.GRIORA_NearestNeighbour, name)
    if finer == 1:
        return values > 127
    share = (values > 127).reshape(shape[0], finer, shape[1], finer).mean(axis=(1, 3), dtype=np.float32)
    return share > 0.5


def _raster_io(band: gdal.Band, window: tuple, target: np.ndarray, method: int, name: str) -> None:
    left, top, width, height = window
    # GDAL rounds lengths below half a pixel, as at the raster's cut edges, to nothing and then fills nothing
    if width < 0.5:
        left, width = float(int(left)), 1.0
    if height < 0.5:
        top, height = float(int(top)), 1.0
    width, height = _within(left, width, band.XSize), _within(top, height, band.YSize)
    with collected() as messages:
        try:
            done, error = band.ReadAsArray(left, top, width, height, buf_obj=target, resample_alg=method), None
        except RuntimeError as caught:  # where the surrounding program has turned GDAL's exceptions on
            done, error = None, caught
    if done is None:
        reason = messages.reason(error)
        raise BasemapError(f"The {name} cannot be read{reason}; check the file or the connection.")


def _within(start: float, length: float, size: int) -> float:
    """A length that GDAL takes: from half a pixel to the edge it rounds both up, and finds the window too long."""
    return length if int(start + 0.5) + int(length + 0.5) <= size else length - 1e-6
