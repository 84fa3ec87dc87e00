"""The commands about translations that return to where they began: ``lstnet`` and ``cycle-vae``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from .command_options import (
    MinutesOption,
    RateOption,
    ResumeOption,
    SeedOption,
    Size,
    SizeOption,
    StepsOption,
    ThreadsOption,
)

DigitsOption = Annotated[
    Path | None, typer.Option(help="Folder with mnist.npz and usps.npz; made-up digits if not given.")
]


class CycleVariant(str, Enum):
    """As in `recipes.cycle_vae`, which takes seconds to import; a test compares them."""

    cycle = "cycle"
    rebuild = "rebuild"
    adversarial_decoder = "adversarial-decoder"
    adversarial_both = "adversarial-both"
    wasserstein = "wasserstein"
    pixel = "pixel"
    mathieu = "mathieu"
    szabo = "szabo"
    dr_gan = "dr-gan"


class Precision(str, Enum):
    """Of Lightning."""

    full = "32-true"
    mixed = "bf16-mixed"


def lstnet(
    data: DigitsOption = None,
    maps: Annotated[
        Path | None,
        typer.Option(help="Maps instead of digits, scans of plans and modern ones: folder of packed tiles."),
    ] = None,
    preset: SizeOption = Size.cpu,
    out: Annotated[Path, typer.Option(help="Folder for checkpoint, curves, sheets and report.")] = Path("runs/lstnet"),
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    width: Annotated[float | None, typer.Option(help="Factor of all channels; 1 is the paper's.")] = None,
    precision: Annotated[
        Precision | None, typer.Option(help="bf16-mixed is faster where the processor knows bfloat16.")
    ] = None,
    learning_rate: RateOption = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Translate between two image domains without pairs, such as MNIST and USPS (Friedjungová et al., 2020)."""
    from .recipes.lstnet import configured, gather, report, report_maps, train
    from .translation.lstnet_maps import map_domains

    exact = precision.value if precision else None
    numbers = {"steps": steps, "minutes": minutes, "width": width, "precision": exact, "threads": threads, "seed": seed}
    config = configured(preset.value, maps is not None, learning_rate=learning_rate, **numbers)
    if maps:
        domains = map_domains(maps, config.styles)
        train(config, domains.styles, out, resume)
        typer.echo(f"Report: {report_maps(config, domains, out, preset.value)}")
        return
    splits = gather(config, data)
    train(config, splits, out, resume)
    typer.echo(f"Report: {report(config, splits, out, preset.value, made_up=data is None)}")


def cycle_vae(
    data: DigitsOption = None,
    variant: Annotated[
        CycleVariant,
        typer.Option(help="cycle: Jha et al.; down to pixel, Talwar's changes; the last three are other systems."),
    ] = CycleVariant.cycle,
    preset: SizeOption = Size.cpu,
    out: Annotated[Path | None, typer.Option(help="Folder for the run; runs/cycle-vae/<variant> if not given.")] = None,
    resume: ResumeOption = False,
    steps: StepsOption = None,
    minutes: MinutesOption = None,
    z: Annotated[int | None, typer.Option(help="Size of the code of what labels do not tell.")] = None,
    s: Annotated[int | None, typer.Option(help="Size of the code of what labels tell.")] = None,
    unseen: Annotated[list[int] | None, typer.Option(help="Digit that training does not see, several times.")] = None,
    shots: Annotated[int | None, typer.Option(help="Pictures of each unseen digit that it sees after all.")] = None,
    threads: ThreadsOption = None,
    seed: SeedOption = None,
) -> None:
    """Split digits into what labels tell and the rest (Jha et al., 2018; Talwar, 2018)."""
    from .recipes.cycle_vae import configured, gather, report, train

    config = configured(
        preset.value,
        variant=variant.value,
        steps=steps,
        minutes=minutes,
        z=z,
        s=s,
        unseen=tuple(unseen) if unseen else None,
        shots=shots,
        threads=threads,
        seed=seed,
    )
    out = out or Path("runs/cycle-vae") / variant.value
    splits = gather(config, data)
    train(config, splits, out, resume)
    typer.echo(f"Report: {report(config, splits, out, preset.value, made_up=data is None)}")
