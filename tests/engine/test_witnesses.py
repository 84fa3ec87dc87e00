"""Several ways to tell what is geography, heard together."""

import numpy as np
import pytest
from tiny_sheets import Case, pixels, town

from realign.engine.basemap import GdalBasemap
from realign.engine.content import LearnedContent, StructuralContent
from realign.engine.frame import Frame
from realign.engine.imagery import Imagery
from realign.engine.matching import CELL, MARGIN
from realign.engine.model import default_model_path, load_model
from realign.engine.node_field import NodeField
from realign.engine.register_scale import Comparison, pieces_of
from realign.engine.restyle_sheet import FileSheet
from realign.engine.sheet_georeference import SheetGeoreference

HALO = 24


class Witness(StructuralContent):
    """Edges, nearly all of which are unsure, and another witness beside them; notes the sizes of what it is shown."""

    def __init__(self, temperature, *others):
        super().__init__()
        self.temperature, self.others, self.shown, self.halo = temperature, others, [], HALO

    @property
    def witnesses(self):
        return self, *self.others

    def of(self, image, valid):
        assert image.shape[:2] == valid.shape
        self.shown.append(valid.shape)
        return super().of(image, valid)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """A case's sheet, basemap and box, seen from one frame."""
    case = Case(tmp_path_factory.mktemp("sheet"), side=192)
    sheet, basemap = SheetGeoreference(FileSheet(case.sheet)), GdalBasemap(case.basemap)
    frame = Frame.choose(sheet.crs, basemap.crs, sheet.box, None, "the map", "the basemap")
    picture = sheet.imagery(frame)
    frame.box = picture.box
    return picture, Imagery(basemap, frame), picture.box


def said(pictures, content):
    """Shifts and certainties of the only block."""
    scale = Comparison(*pictures, 1.0, content)
    (piece,) = pieces_of(scale.lattice.height, scale.lattice.width)
    shift, sure, _ = scale.run(scale.prepare(piece, scale.read(piece, NodeField.still(scale.lattice))))
    return scale, shift, sure


def test_a_witness_who_knows_nothing_changes_nothing(pictures):
    _, alone, sure = said(pictures, StructuralContent())
    silent = Witness(0.0, StructuralContent())
    scale, both, as_sure = said(pictures, silent)
    assert np.allclose(both, alone, atol=1e-6) and np.allclose(as_sure, sure, atol=1e-6)
    cells = np.array([scale.lattice.height, scale.lattice.width]) + 2 * MARGIN
    assert silent.shown[0] == tuple(cells * CELL + 2 * HALO)  # no more than matters to it


class Liar(Witness):
    """Sees things anywhere."""

    def of(self, image, valid):
        return np.random.default_rng(valid.size).normal(size=(3, *valid.shape)).astype(np.float32)


def test_a_liar_is_outvoted(pictures):
    _, alone, _ = said(pictures, StructuralContent())
    apart = [
        np.median(np.hypot(*(said(pictures, liar)[1] - alone))) for liar in (Liar(8.0), Liar(8.0, StructuralContent()))
    ]
    assert apart[0] > 1.5 and apart[1] < 0.3


def test_edges_of_a_coarser_picture():
    image = town(pixels(96), modern=True).reshape(96, 96, 3)
    valid = np.ones((96, 96), bool)
    halves = np.rint(image.reshape(48, 2, 48, 2, 3).mean((1, 3))).astype(np.uint8)
    assert np.array_equal(StructuralContent(2).of(image, valid), StructuralContent().of(halves, valid[::2, ::2]))
    assert StructuralContent(2).halo == 2 * StructuralContent().halo


def test_a_network_is_heard_beside_edges_of_its_own_stride():
    content = LearnedContent(load_model(default_model_path("register", "maps"), "cpu", "register"))
    network, edges = content.witnesses
    assert network is content and isinstance(edges, StructuralContent) and edges.stride == content.stride
