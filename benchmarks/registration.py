"""Compare Realign with other ways to register a sheet on another picture of its ground.

    make bench-registration [MODEL=FILE] [DATA=FOLDER] [OPTIONS="--pairs 12 --levels 5 20 60 --methods KEY ..."]

Sheets are drawn from real towns and places that were never trained on, and from made-up towns where these are absent,
and distorted by a known displacement; every method gets the same pairs. Writes runs/registration-bench/registration.md,
.json and curves as .png. Answers are kept there: a second call computes what is missing only.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AERIAL = ROOT.parent / "shared" / "data" / "aerial"  # beside the checkout, where it is there
MAPS = ROOT / "data" / "packs" / "validation"
SMOKE = ["--pairs", "1", "--levels", "5", "--side", "96", "--towns", "1", "--town-size", "110"]


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--model", type=Path, action="append", help="a model file for the task register; several times for several")
    add("--maps", type=Path, default=MAPS, help="packed map tiles of towns never trained on (realign-train pack-tiles)")
    add("--data", type=Path, default=AERIAL, help="folder with catalogue.json and real places")
    add("--places", nargs="*", default=["test", "roads_test"], help="splits or names (default: test roads_test)")
    add("--residuals", type=Path, default=ROOT / "data" / "residuals.npz", help="packed residuals of control points")
    add("--towns", type=int, default=4, help="made-up towns (default: 4)")
    add("--town-size", type=float, default=480.0, help="side of a town in metres (default: 480)")
    add("--levels", type=float, nargs="+", default=[5, 20, 60], help="start errors in pixels (default: 5 20 60)")
    add("--pairs", type=int, default=12, help="pairs of each kind and start error (default: 12)")
    add("--side", type=int, default=600, help="of sheets, in pixels (default: 600)")
    add("--methods", nargs="+", help="keys of methods (default: all)")
    add("--device", default="cpu", help="device of models (default: cpu)")
    add("--threads", type=int, default=1, help="of the peers' libraries (default: 1)")
    add("--smoke", action="store_true", help="one small pair of each kind on a made-up town, to see that all works")
    add("--out", type=Path, default=ROOT / "runs" / "registration-bench", help="folder to write to")
    return parser.parse_args(words + (SMOKE if "--smoke" in words else []))


def rows_of(arguments: argparse.Namespace) -> list:
    """The methods that were asked for."""
    from realign.training.registration.contenders import contenders

    models = arguments.model or [path for path in [ROOT / "resources" / "models" / "register.onnx"] if path.exists()]
    rows = contenders({f"Realign, {path.stem}": path for path in models}, arguments.device)
    known = [row.key for row in rows]
    if unknown := sorted(set(arguments.methods or []) - set(known)):
        raise SystemExit(f"There is no method {', '.join(unknown)}; there are {', '.join(known)}.")
    return [row for row in rows if not arguments.methods or row.key in arguments.methods]


def plan_of(arguments: argparse.Namespace):
    """What pairs are made of; says so where real data are absent."""
    from realign.training.registration.bench_cases import Plan

    maps = None if arguments.smoke else arguments.maps
    aerial = None if arguments.smoke or not arguments.places else arguments.data
    if maps == MAPS and not MAPS.exists():
        print("There are no packed map tiles here (see --maps): maps are drawn from made-up towns.")
        maps = None
    if aerial == AERIAL and not AERIAL.exists():
        print("There are no real places here (see --data): imagery of made-up towns alone is compared.")
        aerial = None
    return Plan(
        maps,
        aerial,
        arguments.places,
        arguments.towns,
        arguments.town_size,
        arguments.out / "towns",
        arguments.residuals,
        arguments.levels,
        arguments.pairs,
        arguments.side,
    )


def limit_threads(count: int) -> None:
    """Let libraries use so many threads; those that are not installed need no telling."""
    os.environ["OMP_NUM_THREADS"] = str(count)
    try:
        import cv2
        import SimpleITK as sitk  # noqa: N813 (its users' name for it)
    except ModuleNotFoundError:
        return
    cv2.setNumThreads(count)
    sitk.ProcessObject.SetGlobalDefaultNumberOfThreads(count)


def silenced() -> None:
    """Keep what elastix prints, whatever it is told, off the progress."""
    sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with open(os.devnull, "w", encoding="ascii") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def main(words: list[str] | None = None) -> int:
    given = sys.argv[1:] if words is None else words
    arguments = parse(given)
    limit_threads(arguments.threads)

    from realign.engine.errors import RealignError
    from realign.training.registration.bench import compare
    from realign.training.registration.bench_cases import cases_of
    from realign.training.registration.bench_report import markdown, plot

    out = arguments.out
    try:
        out.mkdir(parents=True, exist_ok=True)
        report = compare(rows_of(arguments), cases_of(plan_of(arguments)), out, lambda line: print(line, flush=True))
    except RealignError as error:
        print(error, file=sys.stderr)
        return 1
    options = [f"OPTIONS={shlex.join(given)}"] if given else []
    report = {"command": shlex.join(["make", "bench-registration", *options]), **report}
    (out / "registration.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (out / "registration.md").write_text(markdown(report), encoding="utf-8")
    plot(report, out / "registration.png")
    print(f"\n{markdown(report)}\nTables and curves: {out}")
    return 0


if __name__ == "__main__":
    silenced()
    sys.exit(main())
