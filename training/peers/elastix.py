"""Elastix (Klein et al., IEEE TMI 2010) by way of SimpleElastix: B-splines by mutual information.

The drawn vectors are the fixed picture, the imagery is the moving one, because the transform that
elastix finds leads from the fixed picture to the moving one: at a vertex it says where to go.
"""

from __future__ import annotations

import tempfile
import time

import numpy as np

from ...engine.geometry import Geometries
from ..methods import Aligned, Method
from ..places import Place
from .pair import Pair

GRID = 30.0  # metres between control points: on the validation places better than 20 or 40
# Transform, iterations, resolutions. In place of elastix's own translation comes one global shift: on small images
# the translation by mutual information flew off by as much as it may, and with it all that followed.
STAGES = (("BSplineTransform", 300, 4),)
SAMPLES = 4000  # positions at which each iteration compares the pictures


def elastix(max_displacement: float, on: str = "edges") -> Method:
    """Return the method that registers with Mattes' mutual information.

    Args:
        max_displacement: metres.
        on: "edges" compares outlines with the strength of edges, "grey" insides with grey values.
    """
    import SimpleITK as sitk  # noqa: N813 (its users' name for it)

    def method(place: Place, displaced: Geometries) -> Aligned:
        started = time.perf_counter()
        pair = Pair.of(place, displaced, max_displacement).shifted(max_displacement)
        fixed, moving = (pair.vector_edges, pair.image_edges) if on == "edges" else (pair.fill, pair.grey)
        images = [_image(sitk, raster, pair.resolution) for raster in (fixed, moving, pair.mask)]
        position = pair.vectors.coordinates * pair.resolution
        try:
            transform = _register(sitk, *images)
        except RuntimeError:  # elastix gives up where too few samples fall on the imagery
            shifts = np.zeros(2)
        else:
            shifts = np.array([transform.TransformPoint(point) for point in position.tolist()]) - position
        return Aligned(pair.moved(shifts / pair.resolution, max_displacement), seconds=time.perf_counter() - started)

    return method


def _image(sitk, raster: np.ndarray, resolution: float):
    """An image of SimpleITK in which a pixel coordinate times the resolution is the physical position."""
    image = sitk.GetImageFromArray(raster.astype(np.uint8 if raster.dtype == bool else np.float32))
    image.SetSpacing((resolution, resolution))
    image.SetOrigin((resolution / 2, resolution / 2))  # of the first pixel's centre
    return image


def _register(sitk, fixed, moving, mask):
    """The transform, in metres, that leads from the fixed picture to the moving one."""
    elastix = sitk.ElastixImageFilter()
    elastix.LogToConsoleOff()
    elastix.LogToFileOff()
    elastix.SetFixedImage(fixed)
    elastix.SetMovingImage(moving)
    elastix.SetMovingMask(mask)
    first, *others = (_parameters(*stage) for stage in STAGES)
    elastix.SetParameterMap(first)
    for parameters in others:
        elastix.AddParameterMap(parameters)
    with tempfile.TemporaryDirectory() as folder:  # elastix writes whatever it does into files
        elastix.SetOutputDirectory(folder)
        elastix.Execute()
    # of a composite, SimpleITK applies last what was added first
    return sitk.CompositeTransform([_transform(sitk, found) for found in reversed(elastix.GetTransformParameterMap())])


def _transform(sitk, found):
    """One stage's result as a transform of SimpleITK; transformix would compute a whole field, and print."""
    parameters = [float(number) for number in found["TransformParameters"]]
    if found["Transform"][0] == "TranslationTransform":
        return sitk.TranslationTransform(2, parameters)
    transform = sitk.BSplineTransform(2, 3)
    grid = [float(number) for name in ("Size", "Origin", "Spacing", "Direction") for number in found[f"Grid{name}"]]
    transform.SetFixedParameters(grid)
    transform.SetParameters(parameters)
    return transform


def _parameters(transform: str, iterations: int, resolutions: int) -> dict[str, tuple[str, ...]]:
    """One stage of the registration, in elastix's own words; what is not said has elastix's default."""
    parameters = {
        "Registration": "MultiResolutionRegistration",
        "Transform": transform,
        "Metric": "AdvancedMattesMutualInformation",
        "Optimizer": "AdaptiveStochasticGradientDescent",
        "AutomaticParameterEstimation": "true",
        "MaximumNumberOfIterations": iterations,
        "NumberOfResolutions": resolutions,
        "FixedImagePyramid": "FixedSmoothingImagePyramid",
        "MovingImagePyramid": "MovingSmoothingImagePyramid",
        "Interpolator": "LinearInterpolator",
        "ResampleInterpolator": "FinalLinearInterpolator",
        "Resampler": "DefaultResampler",
        "ImageSampler": "RandomCoordinate",
        "NumberOfSpatialSamples": SAMPLES,
        "NewSamplesEveryIteration": "true",
        "RequiredRatioOfValidSamples": 0.05,
        "AutomaticTransformInitialization": "false",  # the pictures' places are known
        "HowToCombineTransforms": "Compose",
        "FinalGridSpacingInPhysicalUnits": GRID,
        "ErodeMask": "false",
        "RandomSeed": 1,
        "WriteResultImage": "false",
        "WriteIterationInfo": "false",
    }
    return {name: (str(value),) for name, value in parameters.items()}
