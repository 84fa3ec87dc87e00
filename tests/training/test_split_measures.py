"""What is read from z and s, of a module whose codes are known."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from realign.training.networks.split_codes import Codes
from realign.training.translation.image_sets import ImageSet, Splits
from realign.training.translation.split_measures import measure
from realign.training.translation.split_module import SplitModule


class Known(nn.Module):
    """The class, which a picture's grey tells, as s, and a thousandth of it as the mean of z."""

    def forward(self, images):
        s = nn.functional.one_hot((images.mean((1, 2, 3)) * 10).round().long().clamp(0, 9), 10).float()
        return Codes(1e-3 * s, torch.zeros_like(s), s)


class Split(SplitModule):
    def __init__(self, samples):
        super().__init__(size=16, z=10, s=10, widths=(4, 8))
        self.encoder, self.samples = Known(), samples


@pytest.fixture(scope="module")
def greys():
    """Pictures whose grey is their class."""
    labels = torch.arange(300) % 10
    images = (labels * 25.5).round().byte()[:, None, None, None].expand(-1, 1, 16, 16)
    parts = [ImageSet("greys", images[:count].contiguous(), labels[:count], 1) for count in (300, 10, 100)]
    return Splits(*parts)


def test_z_is_read_as_the_decoder_gets_it(greys):
    """Where the noise of training hides the class from the decoder, z does not tell it; its mean still does."""
    found = measure(Split(samples=True).eval(), greys, steps=80)
    assert found["style_probe_class"] < 35 and found["z_mean_probe"] == found["content_probe_class"] == 100
    assert 0 < found["z_nats"] < 1e-5 and found["few_shot_1"] == 100


def test_z_without_a_prior_is_its_mean(greys):
    found = measure(Split(samples=False).eval(), greys, steps=80)
    assert found["style_probe_class"] == 100 and "z_mean_probe" not in found and "z_nats" not in found
