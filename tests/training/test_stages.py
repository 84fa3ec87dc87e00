"""The parts of stage-vae: network, stages, planes, measures, orderings, data."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch

from realign.engine.errors import InputError
from realign.engine.geometry import Geometries
from realign.training.networks.residual_codes import ResidualEncoder, StagedCodes
from realign.training.packing import Sheet, save_pack
from realign.training.stage_commands import StageVariant
from realign.training.stages import data
from realign.training.stages.data import AERIAL, aerial_pictures, face_pictures, pictures_of, style_pictures
from realign.training.stages.features import Features, inception_features, trained_features
from realign.training.stages.measures import Estimate, Ruler
from realign.training.stages.module import StageModule
from realign.training.stages.orderings import CLAIMS, Claim, judged, verdicts
from realign.training.stages.plan import VARIANTS, Stage, stages_of
from realign.training.stages.planes import NeighbourPlane, PrincipalPlane, shotgun
from realign.training.stages.style_tiles import style_tiles
from realign.training.styles.randomise import base_of, random_style
from realign.training.translation.image_sets import ImageSet, Splits
from realign.training.translation.maps import STYLES

CODES = (16, 8, 4, 2)
NARROW = 1 / 16


def pictures(count, side=64, seed=0):
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(seed))


def test_the_encoder_is_resnet_18():
    encoder = ResidualEncoder((64, 128, 256, 512))
    assert sum(each.numel() for each in encoder.parameters()) == 11176512  # without its head
    assert encoder(pictures(1)).shape == (1, 512 * 2 * 2)


def test_pictures_come_back_in_their_size():
    network = StagedCodes(96, NARROW, CODES)
    code = network.encode(pictures(2, 96))
    assert code.mean.shape == code.logvar.shape == (2, 2)
    drawn = network.decode(code.mean)
    assert drawn.shape == (2, 3, 96, 96) and drawn.min() >= 0 and drawn.max() <= 1


def test_sizes_that_cannot_be_halved():
    with pytest.raises(InputError, match="Pictures of 48 px cannot be halved five times; give a multiple of 32 px"):
        StagedCodes(48, NARROW, CODES)


def test_layers_of_a_stage_stand_between_those_of_the_last():
    """Eq. 2: what the encoder adds comes last, what the decoder adds first, each behind a nonlinearity."""
    before, after = StagedCodes(64, NARROW, (16,)).eval(), StagedCodes(64, NARROW, (16, 2)).eval()
    after.load_state_dict({k: v for k, v in before.state_dict().items() if "logvar" not in k}, strict=False)
    given, code = pictures(2), torch.randn(2, 2)
    leaky = torch.nn.functional.leaky_relu
    torch.testing.assert_close(after.encode(given).mean, after.down[-1](leaky(before.encode(given).mean, 0.2)))
    torch.testing.assert_close(after.decode(code), before.decode(leaky(after.up[-1](code), 0.2)))


def changed_by_a_step(module):
    """Names of all that a training step changes, averages of batches included."""
    before = {name: value.clone() for name, value in module.network.state_dict().items()}
    module.log_dict = lambda *given, **more: None
    optimizer = module.configure_optimizers()["optimizer"]
    module.training_step({"images": pictures(4)[:, None]}, 0).backward()
    optimizer.step()
    return {name for name, value in module.network.state_dict().items() if not torch.equal(value, before[name])}


def test_greedy_changes_the_added_layers_only():
    changed = changed_by_a_step(StageModule(64, NARROW, (16, 8, 2), greedy=True))
    assert changed == {f"{name}.{kind}" for name in ("down.2", "up.2", "logvar") for kind in ("weight", "bias")}


def test_non_greedy_changes_all():
    module = StageModule(64, NARROW, (16, 2))
    changed = changed_by_a_step(module)
    assert changed == {name for name, _ in module.network.state_dict().items()}


def test_a_stage_begins_with_what_the_last_has_learnt():
    first, second = StageModule(64, NARROW, (16,)), StageModule(64, NARROW, (16, 2), greedy=True)
    added = second.network.logvar.weight.clone()
    second.follow(first)
    known = second.network.state_dict()
    for name, value in first.network.state_dict().items():
        assert "logvar" in name or torch.equal(known[name], value), name
    assert torch.equal(second.network.logvar.weight, added)


def test_divergence_counts_by_sizes_of_code_and_picture():
    """Mean over pixels plus beta M / N times the mean over dimensions is the sum of both by N."""
    module = StageModule(64, NARROW, (16, 2), beta=3.0, error=0.5)
    module.log_dict = lambda *given, **more: None
    parts = {"unlike": 0.25, "error": 0.5, "divergence": 8.0}
    module.losses = lambda given: {name: torch.tensor(value) for name, value in parts.items()}
    for elapsed, share in ((0.0, 0.0), (0.125, 0.5), (0.25, 1.0), (0.9, 1.0)):
        module.elapsed = elapsed
        loss = module.training_step({"images": pictures(2)[:, None]}, 0)
        assert loss.item() == pytest.approx(0.25 + 0.5 * 0.5 + share * 3 * 2 / (3 * 64 * 64) * 8)


def test_the_plane_goes_right_and_up():
    module = StageModule(64, NARROW, (16, 2)).eval()
    codes = torch.tensor([[-1.0, 0.0], [3.0, 2.0]])
    plane = module.plane(codes)
    corners = module.drawn(torch.tensor([[-1.0, 2.0], [3.0, 2.0], [-1.0, 0.0]]))
    for place, wanted in zip(((0, 0), (0, -1), (-1, 0)), corners, strict=True):
        torch.testing.assert_close(plane[place], wanted, atol=1e-5, rtol=0)


def test_stages_come_after_those_that_they_go_on_from():
    stages = stages_of(list(VARIANTS), (128, 32, 8, 2))
    assert stages[0] == Stage("base", (128,)) and len(stages) == len(set(stages)) == 12
    for number, stage in enumerate(stages[1:], 1):
        assert stage.kind == "direct" or stage.before in stages[:number]
    names = {name: VARIANTS[name].stage((128, 32, 8, 2)).name for name in VARIANTS}
    assert names["3-g"] == "greedy-32-2" and names["4-d"] == "direct-32-8-2" and names["2-ng"] == "non-greedy-2"
    assert [stage.times for stage in stages_of(["4-d"], (128, 32, 8, 2))] == [1, 4]


def test_commands_know_all_variants():
    assert {variant.value for variant in StageVariant} == set(VARIANTS)


def test_principal_components_as_numpy_finds_them():
    codes = torch.randn(200, 6, generator=torch.Generator().manual_seed(0)) * torch.tensor([1.0, 5, 1, 3, 1, 1]) + 2
    plane = PrincipalPlane(codes)
    centred = codes.numpy() - codes.numpy().mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    wanted = codes.numpy().mean(0) + centred @ axes[:2].T @ axes[:2]
    np.testing.assert_allclose(plane.back(plane.project(codes)).numpy(), wanted, atol=1e-4)
    assert plane.project(codes).var(0).argmax() == 0


def test_shotgun_finds_the_candidate_that_lies_nearest():
    places, axes = torch.tensor([[0.5, -0.5], [2.0, 1.0]]), torch.eye(5)[:, :2]
    found = shotgun(lambda codes: codes @ axes, places, 5, 1000, seed=3)
    generator = torch.Generator().manual_seed(3)
    for place, code in zip(places, found, strict=True):
        candidates = torch.randn(1000, 5, generator=generator)
        assert code.tolist() == min(candidates.tolist(), key=lambda c: (c[0] - place[0]) ** 2 + (c[1] - place[1]) ** 2)
        assert (code[:2] - place).norm() < 0.4


def test_parametric_tsne_keeps_groups_apart_and_knows_the_way_back():
    generator = torch.Generator().manual_seed(0)
    middles = 6 * torch.eye(8)[:3]
    codes = (middles[:, None] + 0.3 * torch.randn(3, 40, 8, generator=generator)).flatten(0, 1)
    plane = NeighbourPlane(codes, steps=150, perplexity=15)
    places = plane.project(codes).view(3, 40, 2)
    within = (places - places.mean(1, keepdim=True)).norm(dim=2).mean()
    assert torch.pdist(places.mean(1)).min() > 2 * within
    back = plane.back(plane.project(codes))
    assert (back - codes).square().mean() < 0.6 * (codes - codes.mean(0)).square().mean()


def shrunken(given):
    """Features that a test can follow: the mean of each quarter."""
    return torch.nn.functional.adaptive_avg_pool2d(given, 2).flatten(1)


@pytest.fixture(scope="module")
def ruler():
    flat = torch.rand(60, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    real = torch.nn.functional.interpolate(flat, (64, 64), mode="bilinear")
    return Ruler(real, Features("Fréchet", "means", shrunken))


def test_what_is_the_same_cannot_be_told_apart(ruler):
    figures = ruler.measure(ruler.real)
    assert figures["ssim"].value == pytest.approx(1)
    assert figures["frechet"].value == pytest.approx(0, abs=1e-6) and abs(figures["mmd"].value) < 1e-9


def test_worse_pictures_measure_worse_by_more_than_their_errors(ruler):
    near = (ruler.real + 0.02 * torch.randn(ruler.real.shape, generator=torch.Generator().manual_seed(1))).clamp(0, 1)
    far = ruler.real.mean((2, 3), keepdim=True).expand_as(ruler.real)
    better, worse = ruler.measure(near), ruler.measure(far)
    for measure, sign in (("frechet", 1), ("ssim", -1), ("mmd", 1)):
        difference = worse[measure] - better[measure]
        assert sign * difference.value > 4 * difference.error > 0, measure


def test_error_of_a_mean_is_the_usual_one():
    values = np.random.default_rng(0).normal(size=400)
    without = tuple(np.delete(values, np.arange(number, 400, 20)).mean() for number in range(20))
    assert Estimate(values.mean(), without).error == pytest.approx(values.std() / 20, rel=0.4)


def row(frechet, ssim):
    def estimate(value):
        return Estimate(value, tuple(value + 0.001 * step for step in range(20)))

    return {"frechet": estimate(frechet), "ssim": estimate(ssim), "mmd": estimate(0.1)}


def test_orderings_are_read_from_the_worst_rival():
    table = {"a": row(5.0, 0.3), "b": row(7.0, 0.4), "c": row(5.5, 0.2)}
    best = judged(table, Claim("frechet", "a", ("b", "c")))
    assert (best.against, best.word) == ("c", "holds") and best.ahead == pytest.approx(0.5)
    assert judged(table, Claim("ssim", "a", ("b", "c"))).word == "the opposite"
    assert judged(table, Claim("mmd", "a", ("b",))).word == "open"


def test_claims_wait_for_their_rows():
    labels = {label for claim in CLAIMS for label in (claim.better, *claim.others)}
    assert labels <= {variant.label for variant in VARIANTS.values()} | {
        f"{plane} ({way})" for plane in ("PCA", "tSNE") for way in "PS"
    }
    table = {"2-stage (NG)": row(1.0, 0.5), "2-stage (G)": row(1.0, 0.4)}
    assert [(each.claim.measure, each.word) for each in verdicts(table)] == [("ssim", "holds")]


def test_features_tell_kinds_and_turns(tmp_path):
    images = (pictures(12, 16) * 255).byte()
    train = ImageSet("x", images, torch.arange(12) % 2, 3)
    features = trained_features(train, 2, tmp_path)
    assert features.of(train.pictures()).shape == (12, 128)
    assert "2 kinds in 4 positions" in features.name and features.measure == "Fréchet"
    again = trained_features(train, 2, tmp_path)
    torch.testing.assert_close(again.of(train.pictures()), features.of(train.pictures()))


class _Inception(torch.nn.Module):
    def forward(self, pictures, return_features: bool = False):
        return pictures.float().mean((2, 3)) if return_features else pictures.float()


def test_inception_by_file(tmp_path):
    torch.jit.script(_Inception()).save(str(tmp_path / "inception.pt"))
    features = inception_features(tmp_path / "inception.pt")
    assert features.measure == "FID"
    torch.testing.assert_close(features.of(torch.full((3, 3, 8, 8), 0.5)), torch.full((3, 3), 128.0))
    (tmp_path / "other.pt").write_text("no")
    with pytest.raises(InputError, match=r"other\.pt is no TorchScript file of Inception-v3"):
        inception_features(tmp_path / "other.pt")


def sheet(name, shape, resolution=AERIAL):
    """Rows of a sheet are as bright as they are far down, so that a patch says where it comes from."""
    image = np.broadcast_to(np.linspace(0, 255, shape[0])[:, None, None], (*shape, 3)).astype(np.uint8)
    mask = np.ones(shape, bool)
    mask[:20] = False
    return Sheet(name, "buildings", resolution, image, mask, Geometries.from_wkb([]))


def test_aerial_patches_of_the_test_lie_apart(tmp_path):
    sheets = [sheet("town/0", (640, 160)), sheet("austin_crop_us/0", (400, 160)), sheet("coarse/0", (400, 160), 2.0)]
    save_pack(sheets, tmp_path / "train.npz")
    found = aerial_pictures(tmp_path / "train.npz")
    assert found.names == ("town",) and found.resolution == AERIAL
    splits = found.splits
    learnt = torch.cat([splits.train.images, splits.validation.images])
    assert len(learnt) == (512 - 64) // 32 * 4 and splits.test.images.shape[1:] == (3, 64, 64)
    assert learnt.max() < splits.test.images.min()
    assert learnt.min() >= 255 * 20 / 640 - 2  # nothing without data
    assert (learnt.float().diff(dim=2) >= 0).all() and (learnt.float().diff(dim=3) == 0).all()  # upright


def test_each_style_shows_other_places(monkeypatch):
    """A pixel is the number of its place; places of the three parts are not the same ones."""

    def part(style, first, count):
        images = torch.arange(first, first + count, dtype=torch.uint8)[:, None, None, None].expand(-1, 3, 64, 64)
        return ImageSet(style, images, torch.arange(count), 3)

    found = [Splits(part(style, 0, 40), part(style, 100, 6), part(style, 200, 20)) for style in STYLES]
    monkeypatch.setattr(data, "load_maps", lambda folder, names: SimpleNamespace(styles=found))
    pictures = data.map_pictures("tiles", 60)
    train = pictures.splits.train
    assert train.labels.bincount().tolist() == [10] * 6 and pictures.names == STYLES
    places = [set(train.images[train.labels == label, 0, 0, 0].tolist()) for label in range(6)]
    assert all(len(each) == 10 and max(each) < 40 for each in places) and not places[0] & places[1]
    assert len(pictures.splits.validation) == 36 and pictures.splits.test.images.min() >= 200


def test_faces(tmp_path):
    np.savez(
        tmp_path / "faces.npz", x_train=np.zeros((10, 64, 64, 3), np.uint8), x_test=np.ones((4, 64, 64, 3), np.uint8)
    )
    found = face_pictures(tmp_path / "faces.npz")
    assert found.kind == "faces" and len(found.splits.test) == 4
    np.savez(
        tmp_path / "small.npz", x_train=np.zeros((10, 32, 32, 3), np.uint8), x_test=np.zeros((4, 32, 32, 3), np.uint8)
    )
    with pytest.raises(InputError, match=r"small.npz holds no x_train and x_test of 64 x 64 px"):
        face_pictures(tmp_path / "small.npz")


def test_one_kind_of_pictures(tmp_path):
    with pytest.raises(InputError, match="give only one of maps, styles, aerial and faces"):
        pictures_of(tmp_path, None, tmp_path, None, 10, 1, 0)


def test_styles_are_of_one_piece_and_those_of_the_test_are_others():
    pictures = style_pictures(24, 6)
    train, validation, test = pictures.splits.train, pictures.splits.validation, pictures.splits.test
    assert (len(train) + len(validation), len(test)) == (24, 6) and pictures.kind == "styles"
    images = torch.cat([train.images, validation.images, test.images])
    assert images.shape[1:] == (3, 64, 64) and len(images.flatten(1).unique(dim=0)) == 30
    assert set(torch.cat([train.labels, test.labels]).tolist()) <= set(range(len(pictures.names)))
    grey = images.float().mean(1)
    likeness = torch.corrcoef(grey.flatten(1)).abs()
    assert likeness.median() > 0.4  # what lies where is the same in all


def test_a_label_is_the_style_that_is_varied():
    assert [base_of(seed).name for seed in range(3)] == [STYLES[number] for number in style_tiles(range(3))[1]]
    assert random_style(4).title.startswith(base_of(4).title)
