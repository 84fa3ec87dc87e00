"""All variants from training to the table, with tiny networks; the loader; models of several scales."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from realign.engine.align import AlignOptions
from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.training.evaluation import displace
from realign.training.fitting import progress, runs_of
from realign.training.lines import linestring
from realign.training.methods import through_engine
from realign.training.per_scale import PerScale
from realign.training.places import load_places
from realign.training.recipes import align_chain, all_variants
from realign.training.recipes.all_variants import train_variants
from realign.training.systems import SYSTEMS
from realign.training.variants import load_variants, read_rows


def with_roads(sheet):
    """The sheet with a grid of centre lines instead of buildings."""
    height, width = sheet.mask.shape
    lines = [np.array([(x, 5.0), (x + 9.0, height - 5.0)]) for x in range(20, width - 20, 50)]
    lines += [np.array([(5.0, y), (width - 5.0, y + 7.0)]) for y in range(20, height - 20, 60)]
    geometries = Geometries.from_wkb([linestring(line) for line in lines])
    return replace(sheet, kind="roads", geometries=geometries, widths=np.full(len(lines), 6.0), others={})


@pytest.fixture(scope="module")
def made(sheets, tmp_path_factory):
    """Folder of all variants after two steps each, and what was said."""
    folder, said = tmp_path_factory.mktemp("variants"), []
    with pytest.MonkeyPatch.context() as patch:
        shared(patch, sheets)
        train_variants(folder, None, "smoke", say=said.append, steps=2)
        yield folder, said


def shared(patch, sheets):
    def gather(config, data, folder, say):
        return ([with_roads(s) for s in sheets] if config.features == "roads" else sheets,) * 2

    patch.setattr(all_variants, "gather_sheets", gather)
    patch.setitem(align_chain.PRESETS, "smoke", replace(align_chain.PRESETS["smoke"], mosaic_size=60.0))


def test_every_variant_has_its_row(made):
    rows = {row.name: row for row in read_rows(made[0])}
    assert set(rows) == {*SYSTEMS, "double-unet-symmetries"}
    assert rows["double-unet-symmetries"].files == rows["double-unet"].files
    assert rows["double-unet-symmetries"].options == {"symmetries": True}
    assert sorted(rows["double-unet-per-scale"].files) == ["0", "1", "2", "3", "4"]
    assert rows["roads"].features == "roads"
    assert all(row.steps == (5 if row.name == "double-unet-per-scale" else 2) for row in rows.values())
    assert set(rows["double-unet-per-scale"].remaining) == set(rows["matching"].remaining) == set("01234")
    assert set(rows["direct"].remaining) == {"0"}
    for scale, run in enumerate(runs_of(made[0] / "double-unet-per-scale")):
        assert set(re.findall(r"remaining_\d", (run / "metrics.csv").read_text())) == {f"remaining_{scale}"}


def test_what_is_finished_is_left_alone(made, sheets, monkeypatch):
    folder = made[0]
    shared(monkeypatch, sheets)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")}
    said = []
    train_variants(folder, None, "smoke", say=said.append, steps=2)
    assert said == [f"{name}: finished before" for name in SYSTEMS]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.*")} == before


def test_goes_on_after_a_kill(made, sheets, tmp_path, monkeypatch):
    """Between two scales, and between training and export."""
    shared(monkeypatch, sheets)
    name = "double-unet-per-scale"
    real, fitted = align_chain.fit, []

    def dying(config, sampler, unaltered, folder, *others):
        if len(fitted) == 2:
            raise KeyboardInterrupt
        fitted.append(folder.name)
        return real(config, sampler, unaltered, folder, *others)

    monkeypatch.setattr(align_chain, "fit", dying)
    with pytest.raises(KeyboardInterrupt):
        train_variants(tmp_path, None, "smoke", [name], lambda text: None, steps=2)
    assert fitted == ["scale-0", "scale-1"] and not (tmp_path / "variants.json").exists()
    when = (tmp_path / name / "scale-0" / "last.ckpt").stat().st_mtime_ns
    monkeypatch.setattr(align_chain, "fit", real)
    rows = train_variants(tmp_path, None, "smoke", [name], lambda text: None, steps=2)
    assert [row.name for row in rows] == [name]
    assert (tmp_path / name / "scale-0" / "last.ckpt").stat().st_mtime_ns == when
    assert [progress(run / "last.ckpt")[0] for run in runs_of(tmp_path / name)] == [1] * 5


def test_without_onnx_the_export_is_left_for_later(made, sheets, tmp_path, monkeypatch):
    shared(monkeypatch, sheets)
    said = []

    def missing(*_):
        raise ModuleNotFoundError("No module named 'onnx'", name="onnx")

    with monkeypatch.context() as patch:
        patch.setattr(all_variants, "_export", missing)
        assert train_variants(tmp_path, None, "smoke", ["direct"], said.append, steps=1) == []
    assert said[-1].startswith("direct: trained, not exported, because onnx is missing")
    when = (tmp_path / "direct" / "last.ckpt").stat().st_mtime_ns
    (row,) = train_variants(tmp_path, None, "smoke", ["direct"], said.append, steps=1)
    assert row.name == "direct" and row.steps == 1 and set(row.remaining) == {"0"}
    assert (tmp_path / "direct" / "last.ckpt").stat().st_mtime_ns == when


def test_unknown_variant(tmp_path):
    with pytest.raises(InputError, match=r"There is no variant 'u-net'; choose from matching, double-unet, "):
        train_variants(tmp_path, None, names=["u-net"])


def test_all_run_through_the_chain(made, aerial):
    place = load_places(aerial, ["toy"])[0]
    displaced = displace(place, 3.0, 0)
    models = load_variants(made[0], "cpu")
    assert SYSTEMS["roads"].title not in models
    assert list(load_variants(made[0], "cpu", "roads")) == [SYSTEMS["roads"].title]
    found = {}
    for title, model in models.items():
        options = replace(AlignOptions(3.0, min_confidence=0.0), **model.options)
        found[title] = through_engine(model, options)(place, displaced).coordinates
        assert np.isfinite(found[title]).all() and model.seconds > 0
    shared_by_all, averaged = (found[row.title] for row in read_rows(made[0]) if row.files == {"": "double-unet.onnx"})
    assert np.abs(shared_by_all - averaged).max() > 1e-4


def test_direct_models_know_one_scale(made):
    models = load_variants(made[0], "cpu")
    for name in ("direct", "bins"):
        card = models[SYSTEMS[name].title].card
        assert card.scales == (0, 0) and card.reach == 20 and set(card.outputs) == {"displacement", "precision"}
    card = models[SYSTEMS["double-unet-per-scale"].title].card
    assert card.scales == (0, 4) and card.reach == 4


class Standing:
    """A model that knows its number."""

    def __init__(self, number, card):
        self.number, self.card, self.device = number, card, "cpu"
        self.seconds, self.warnings = float(number), ["slow", f"{number}"]

    def run(self, outputs=None, **inputs):
        return {"number": self.number}


def test_each_scale_has_its_model(made):
    card = next(iter(load_variants(made[0], "cpu").values())).card
    models = {scale: Standing(scale, card) for scale in (1, 2, 3)}
    stack = PerScale(models)
    assert [stack.at(scale).number for scale in range(6)] == [1, 1, 2, 3, 3, 3]
    assert stack.card.scales == (1, 3) and stack.device == "cpu"
    assert stack.seconds == 6 and stack.warnings == ["slow", "1", "2", "3"]
    assert stack.run()["number"] == 1
    one = PerScale.shared(Standing(7, card), {"symmetries": True})
    assert one.card.scales == card.scales and one.seconds == 7 and one.options == {"symmetries": True}
    with pytest.raises(InputError, match=r"there is none; give at least one\.$"):
        PerScale({})


def test_no_table(tmp_path):
    with pytest.raises(InputError, match=r"holds no variants\.json; make one with realign-train variants\.$"):
        load_variants(tmp_path)


def test_damaged_table(tmp_path):
    (tmp_path / "variants.json").write_text(json.dumps([{"name": "direct"}]))
    with pytest.raises(InputError, match=r"variants\.json is damaged \(.*\); make it again"):
        load_variants(tmp_path)
