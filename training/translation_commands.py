"""The commands that train translations between styles: ``dsed`` and ``fen-vae``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from .command_options import MinutesOption, ResumeOption, SeedOption, Size, SizeOption, StepsOption, ThreadsOption


class _Variant(str, Enum):
    """The variants of fen-vae, as in `recipes.fen_vae`, which takes seconds to import; a test compares them."""

    paper = "paper"
    strong_enemy = "strong-enemy"
    reversal = "reversal"
    confusion = "confusion"
    exchange = "exchange"
    adaptive = "adaptive"
    paired = "paired"
    guided = "guided"


_Data = Annotated[
    Path | None,
    typer.Option(help="Folder with mnist.npz, usps.npz and svhn_1083.npz; made-up digits if not given."),
]
_Maps = Annotated[
    Path | None,
    typer.Option(help="Maps instead of digits: folder whose train and validation hold packed tiles."),
]
_Styles = Annotated[
    list[str] | None,
    typer.Option(
        help="mnist, usps, usps-noise or svhn, several times, or with --maps the names of styles; "
        "the preset's if not given."
    ),
]
_Latent = Annotated[int | None, typer.Option(help="Dimensions of the code, instead of the preset's.")]
_Beta = Annotated[float | None, typer.Option(help="Weight of the divergence, instead of the preset's.")]
_Spatial = Annotated[bool, typer.Option("--spatial", help="The code keeps its place, so that lines are sharp.")]


def dsed(
    data: _Data = None,
    maps: _Maps = None,
    preset: SizeOption = Size.cpu,
    out: Annotated[Path, typer.Option(help="Folder for checkpoint, curves, pictures and report.")] = Path("runs/dsed"),
    style: _Styles = None,
    latent: _Latent = None,
    beta: _Beta = None,
    spatial: _Spatial = False,
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train an encoder and a decoder for each style, each code through every decoder (Song et al., 2019)."""
    from .recipes.dsed import configured, measure, train

    numbers = {"latent": latent, "beta": beta, "spatial": spatial or None, "steps": steps, "minutes": minutes}
    choices = {"threads": threads, "seed": seed, "styles": tuple(style) if style else None}
    config = configured(preset.value, maps is not None, **numbers, **choices)
    _trained(config, data, maps, out, resume, preset.value, train, measure)


def fen_vae(
    data: _Data = None,
    maps: _Maps = None,
    preset: SizeOption = Size.cpu,
    variant: Annotated[
        _Variant,
        typer.Option(
            help="paper is the published system; the others change what hindered swapping, paired and guided on maps."
        ),
    ] = _Variant.paper,
    out: Annotated[Path, typer.Option(help="Folder for checkpoint, curves, pictures and report.")] = Path(
        "runs/fen-vae"
    ),
    style: _Styles = None,
    latent: _Latent = None,
    split: Annotated[
        tuple[int, int] | None, typer.Option(help="Content and style as parts of the code, such as 12 20.")
    ] = None,
    beta: _Beta = None,
    gamma: Annotated[float | None, typer.Option(help="Weight of friend and enemy, instead of the variant's.")] = None,
    spatial: _Spatial = False,
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Train one encoder with a content and a style half, a friend and an enemy (Song et al., 2019)."""
    from .recipes.fen_vae import configured, measure, train

    numbers = {"latent": latent, "beta": beta, "gamma": gamma, "steps": steps, "minutes": minutes, "threads": threads}
    styles = tuple(style) if style else None
    choices = {"split": split, "spatial": spatial or None, "seed": seed, "styles": styles}
    config = configured(preset.value, variant.value, maps is not None, **numbers, **choices)
    _trained(config, data, maps, out, resume, preset.value, train, measure)


def style_swaps(
    maps: Annotated[Path, typer.Option(help="Folder whose train and validation hold packed tiles.")],
    run: Annotated[list[Path], typer.Option(help="Folder of a run of fen-vae on these maps, several times.")],
    out: Annotated[Path, typer.Option(help="Folder for style_swaps.md and its picture.")] = Path("runs/style-swaps"),
) -> None:
    """Draw maps in other styles with several runs of fen-vae, side by side."""
    from .recipes.fen_vae import swaps
    from .translation.maps import STYLES, load_maps

    typer.echo(f"Page: {swaps(run, load_maps(maps, STYLES), out)}")


def _trained(config, data, maps, out, resume, preset, train, measure) -> None:
    """Train, measure, and say where to look."""
    from .translation.digits import load_styles
    from .translation.maps import load_maps

    if maps:
        data = load_maps(maps, config.styles)
    else:
        data = load_styles(data, config.styles, config.size, config.channels, config.made)
    checkpoint = train(config, data, out, resume)
    differs = [f"{config.steps} steps"] if config.steps else []
    differs += [f"{config.minutes:g} minutes"] if config.minutes else []
    report = measure(checkpoint, config, data, f"{preset}, {', '.join(differs)}")
    typer.echo(f"Report: {report}")
