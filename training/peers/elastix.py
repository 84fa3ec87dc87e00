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

GRID = 30.0  # metres between control points at the end; narrower grids were no better on validation places
# Transform, iterations, resolutions. The translation slips by a house with fewer than 6 resolutions.
STAGES = (("TranslationTransform", 300, 6), ("BSplineTransform", 300, 4))
SAMPLES = 4000  # positions at which each iteration compares the pictures, at least
DENSITY = 600  # of them on a hectare: on 20 ha, 12000 instead of 4000 halve the mean error at 10 m


def elastix(max_displacement: float, on: str = "edges", untuned: bool = False) -> Method:
    """Return the method that registers with Mattes' mutual information.

    Args:
        max_displacement: metres.
        on: what is compared: "edges", the strength of edges and outlines; "directions", the cosine and
            the sine of twice their angles, as two metrics that count alike; "grey", insides and grey values.
        untuned: take elastix's own defaults for a translation and for B-splines, instead of what we found to be best.
    """
    import SimpleITK as sitk  # noqa: N813 (its users' name for it)

    def method(place: Place, displaced: Geometries) -> Aligned:
        started = time.perf_counter()
        pair = Pair.of(place, displaced, max_displacement)
        images = [[image_of(sitk, raster, pair.resolution) for raster in rasters] for rasters in _pictures(pair, on)]
        position = pair.vectors.coordinates * pair.resolution
        try:
            hectares = pair.mask.sum() * (pair.resolution / 100) ** 2
            samples = max(SAMPLES, round(DENSITY * hectares))
            stages = (
                _defaults(sitk) if untuned else [stage_parameters(*stage, len(images), samples) for stage in STAGES]
            )
            transform = register(sitk, images, image_of(sitk, pair.mask, pair.resolution), stages)
        except RuntimeError:  # elastix gives up where too few samples fall on the imagery
            shifts = np.zeros(2)
        else:
            shifts = np.array([transform.TransformPoint(point) for point in position.tolist()]) - position
        return Aligned(pair.moved(shifts / pair.resolution, max_displacement), seconds=time.perf_counter() - started)

    return method


def _pictures(pair: Pair, on: str) -> list[tuple[np.ndarray, np.ndarray]]:
    """Fixed and moving pictures that are compared, one pair a metric."""
    if on == "edges":
        return [(pair.vector_edges, pair.image_edges)]
    if on == "grey":
        return [(pair.fill, pair.grey)]
    vectors, image = pair.vector_directions, pair.image_directions
    return [(vectors.real, image.real), (vectors.imag, image.imag)]


def image_of(sitk, raster: np.ndarray, resolution: float):
    """An image of SimpleITK in which a pixel coordinate times the resolution is the physical position."""
    image = sitk.GetImageFromArray(raster.astype(np.uint8 if raster.dtype == bool else np.float32))
    image.SetSpacing((resolution, resolution))
    image.SetOrigin((resolution / 2, resolution / 2))  # of the first pixel's centre
    return image


def register(sitk, images, mask, stages: list, fixed_mask=None):
    """The transform, in metres, that leads from fixed to moving pictures; masks say where these hold data."""
    elastix = sitk.ElastixImageFilter()
    elastix.LogToConsoleOff()
    elastix.LogToFileOff()
    for fixed, moving in images:
        elastix.AddFixedImage(fixed)
        elastix.AddMovingImage(moving)
        elastix.AddMovingMask(mask)
        if fixed_mask is not None:
            elastix.AddFixedMask(fixed_mask)
    first, *others = stages
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
    if found["Transform"][0] == "SimilarityTransform":  # scale, angle, shift; about a middle
        transform = sitk.Similarity2DTransform()
        transform.SetFixedParameters([float(number) for number in found["CenterOfRotationPoint"]])
        transform.SetParameters(parameters)
        return transform
    transform = sitk.BSplineTransform(2, 3)
    grid = [float(number) for name in ("Size", "Origin", "Spacing", "Direction") for number in found[f"Grid{name}"]]
    transform.SetFixedParameters(grid)
    transform.SetParameters(parameters)
    return transform


def _defaults(sitk) -> list:
    """Elastix's own parameters, but for what would write files."""
    stages = [sitk.GetDefaultParameterMap("translation"), sitk.GetDefaultParameterMap("bspline")]
    for stage in stages:
        stage["WriteResultImage"], stage["RandomSeed"] = ("false",), ("1",)
        stage["AutomaticTransformInitialization"] = ("false",)  # the pictures' places are known
    return stages


def stage_parameters(
    transform: str, iterations: int, resolutions: int, metrics: int, samples: int, grid: float = GRID
) -> dict[str, tuple[str, ...]]:
    """One stage of the registration, in elastix's own words; what is not said has elastix's default."""
    once = {
        "Registration": "MultiMetricMultiResolutionRegistration",
        "Transform": transform,
        "Optimizer": "AdaptiveStochasticGradientDescent",
        "AutomaticParameterEstimation": "true",
        "MaximumNumberOfIterations": iterations,
        "NumberOfResolutions": resolutions,
        "ResampleInterpolator": "FinalLinearInterpolator",
        "Resampler": "DefaultResampler",
        "NumberOfSpatialSamples": samples,
        "NewSamplesEveryIteration": "true",
        "RequiredRatioOfValidSamples": 0.05,
        "AutomaticTransformInitialization": "false",  # the pictures' places are known
        "HowToCombineTransforms": "Compose",
        "FinalGridSpacingInPhysicalUnits": grid,
        "ErodeMask": "false",
        "RandomSeed": 1,
        "WriteResultImage": "false",
        "WriteIterationInfo": "false",
    }
    each = {
        "Metric": "AdvancedMattesMutualInformation",
        "ImageSampler": "RandomCoordinate",
        "Interpolator": "LinearInterpolator",
        "FixedImagePyramid": "FixedSmoothingImagePyramid",
        "MovingImagePyramid": "MovingSmoothingImagePyramid",
    }
    return {name: (str(value),) for name, value in once.items()} | {name: (it,) * metrics for name, it in each.items()}
