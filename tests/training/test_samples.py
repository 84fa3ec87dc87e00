"""Pictures and report of a run that never was."""

from __future__ import annotations

import json

import pytest
import torch
from matplotlib import image as pictures

from realign.engine.errors import InputError
from realign.training.alignment_module import AlignmentModule
from realign.training.samples import _warp, draw_curves, draw_samples, write_report
from realign.training.sampling import SamplingOptions

METRICS = """displacement,epoch,remaining,remaining_0,remaining_3,step
2.5,0,,,,0
1.5,0,,,,19
,0,0.7,0.9,0.5,19
,1,0.4,0.6,0.25,39
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "metrics.csv").write_text(METRICS)
    (tmp_path / "config.json").write_text(json.dumps({"steps": 40}))
    return tmp_path


def test_curves(folder):
    draw_curves(folder / "metrics.csv", folder / "c.png")
    picture = pictures.imread(folder / "c.png")
    assert picture.shape[1] > 2 * picture.shape[0] and picture[..., :3].std() > 0.05


def test_report_tells_the_last_figures(folder):
    text = write_report(folder).read_text()
    assert "After step 39" in text
    assert "| 0 | 0.600 |\n| 3 | 0.250 |" in text
    assert '"steps": 40' in text and "samples.png" not in text
    assert (folder / "curves.png").exists()


def test_no_run(tmp_path):
    with pytest.raises(InputError, match=r"holds no training run; give the folder that realign-train wrote\.$"):
        write_report(tmp_path)


def test_samples_of_a_checkpoint(sheets, tmp_path):
    import lightning

    module = AlignmentModule({"widths": (8, 8, 8), "matching_widths": (8, 8), "learned": 1, "radius": 2}, steps=1)
    trainer = lightning.Trainer(logger=False, enable_checkpointing=False, accelerator="cpu", barebones=False)
    trainer.strategy.connect(module)
    trainer.save_checkpoint(tmp_path / "m.ckpt")
    draw_samples(tmp_path / "m.ckpt", sheets, SamplingOptions(size=64), tmp_path / "s.png")
    picture = pictures.imread(tmp_path / "s.png")
    assert picture.shape[0] > 300 and picture[..., 0].std() > 0.05


def test_vectors_are_shown_where_the_field_leads():
    """A dot at (5, 9) with a displacement of (4, -2) is shown at (9, 7)."""
    raster = torch.zeros(20, 20)
    raster[9, 5] = 1
    field = torch.tensor([4.0, -2.0]).view(2, 1, 1).expand(2, 10, 10)
    shown = _warp(raster, field)
    assert shown[7, 9] == pytest.approx(1, abs=1e-4) and shown.sum() == pytest.approx(1, abs=1e-3)
