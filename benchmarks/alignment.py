"""Compare Realign with other ways to lay vectors onto imagery.

    make bench-alignment OPTIONS="--data FOLDER [--places NAME ...] [--levels 3 6 10 30] [--methods KEY ...]"

Real places whose vectors fit, and generated towns, are displaced by random fields; every method gets the same displaced
vectors, in a process of its own. Writes build/bench/alignment.md, alignment-readme.md, .json and curves as .png.
Answers are kept in build/bench/alignment: a second call computes what is missing only. Nothing else should run on the
machine meanwhile.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "build" / "bench"
MODELS = ROOT / "resources" / "models"
DATA = ROOT.parent / "shared" / "data" / "aerial"  # beside the checkout, where it is there
OPTIONAL = ("elastix-grey",)  # run only where --methods names it


def parse(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--data", type=Path, default=DATA, help="folder with catalogue.json and real places")
    add("--places", nargs="*", default=["test"], help="split or names (default: test); no name: generated towns alone")
    add("--levels", type=float, nargs="+", default=[3, 6, 10, 30], help="largest displacements in metres")
    add("--seeds", type=int, default=2, help="random fields per real image and level (default: 2)")
    add("--towns", type=int, default=2, help="generated towns, with one field per level (default: 2)")
    add("--town-size", type=float, default=420.0, help="side of a town in metres (default: 420)")
    add("--told", type=float, default=1.0, help="displacement that methods are told to expect, over the level")
    add("--methods", nargs="+", help="keys of methods (default: all but " + ", ".join(OPTIONAL) + ")")
    add("--best", type=Path, default=MODELS / "align-buildings.onnx", help="our best model")
    add("--fast", type=Path, default=MODELS / "align-buildings-fast.onnx", help="our fast model")
    add("--variants", type=Path, default=ROOT / "runs" / "variants", help="folder with variants.json, if there is one")
    add("--device", default="cpu", help="device of models (default: cpu)")
    add("--out", type=Path, default=BENCH, help="folder to write to")
    add("--fresh", action="store_true", help="compute everything again")
    return parser.parse_args(words)


def contenders(arguments: argparse.Namespace) -> list:
    """The rows that were asked for."""
    from realign.training.contenders import ours, peers, variants

    rows = peers()
    if (arguments.variants / "variants.json").exists():
        rows += variants(arguments.variants, arguments.device)
    if arguments.fast.exists():
        rows.append(ours("ours-fast", "Realign, fast", arguments.fast, arguments.device))
    rows.append(ours("ours-best", "Realign, best", arguments.best, arguments.device))
    rows.append(ours("ours-numpy", "Realign, best, without ONNX Runtime", arguments.best, "numpy", "ours-best"))
    known = [row.key for row in rows]
    wanted = arguments.methods or [key for key in known if key not in OPTIONAL]
    if unknown := sorted(set(wanted) - set(known)):
        raise SystemExit(f"There is no method {', '.join(unknown)}; there are {', '.join(known)}.")
    return [row for row in rows if row.key in wanted]


def main(words: list[str] | None = None) -> int:
    # imported here, because every method's process imports this file again
    from realign.engine.errors import RealignError
    from realign.training.comparison import compare
    from realign.training.comparison_cases import cases_of
    from realign.training.comparison_plot import panels_of, plot
    from realign.training.comparison_report import markdown, readme_block
    from realign.training.generated_towns import FIRST_SEED, generated_towns
    from realign.training.places import load_places

    arguments = parse(words)
    out, kept = arguments.out, arguments.out / "alignment"
    if arguments.fresh:
        shutil.rmtree(kept, ignore_errors=True)
    try:
        names = arguments.places[0] if len(arguments.places) == 1 else arguments.places
        if arguments.data == DATA and not DATA.exists():
            print("There are no real places here (see --data): generated towns alone are compared.")
            names = []
        real = load_places(arguments.data, names) if names else []
        seeds = range(FIRST_SEED, FIRST_SEED + arguments.towns)
        towns = generated_towns(kept / "towns", seeds, arguments.town_size) if seeds else []
        fields = {"real": arguments.seeds, "generated": 1}
        cases = cases_of({"real": real, "generated": towns}, arguments.levels, fields, arguments.told)
        report = compare(contenders(arguments), cases, kept, lambda line: print(line, flush=True))
    except RealignError as error:
        print(error, file=sys.stderr)
        return 1
    given = sys.argv[1:] if words is None else words
    options = [f"OPTIONS={shlex.join(given)}"] if given else []
    report = {"command": shlex.join(["make", "bench-alignment", *options]), **report}
    (out / "alignment.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (out / "alignment.md").write_text(markdown(report), encoding="utf-8")
    (out / "alignment-readme.md").write_text(readme_block(report), encoding="utf-8")
    plot(report, panels_of(report), out / "alignment.png")
    plot(report, panels_of(report, readme=True), out / "alignment-readme.png")
    print("\n" + readme_block(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
