"""A network cut down to fewer channels keeps those that matter."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from realign.training.narrowing import narrowed
from realign.training.networks.matching import MatchingNetwork

WIDE = {"widths": (12, 16, 10), "matching_widths": (9, 11), "vector_width": 7, "learned": 1, "radius": 2}
NARROW = {"widths": (8, 12, 9), "matching_widths": (6, 8), "vector_width": 5, "learned": 1, "radius": 2}


def shapes(network: nn.Module) -> dict[str, torch.Size]:
    return {name: value.shape for name, value in network.state_dict().items()}


def silence(network: MatchingNetwork, narrow: MatchingNetwork) -> None:
    """Let random channels of each layer say nothing, as many as the narrow network has fewer."""
    fewer = dict(narrow.named_modules())
    for name, module in network.named_modules():
        if isinstance(module, nn.BatchNorm2d):
            silent = torch.randperm(module.num_features)[: module.num_features - fewer[name].num_features]
            module.weight.data[silent] = 0
            module.bias.data[silent] = 0


def test_without_its_silent_channels_a_network_answers_as_before(lively_network):
    wide, narrow = lively_network(**WIDE), MatchingNetwork(**NARROW).eval()
    silence(wide, narrow)
    narrow.load_state_dict(narrowed(wide.state_dict(), shapes(narrow)))
    image, vectors = torch.randn(2, 3, 32, 48), torch.rand(2, 3, 32, 48)
    with torch.no_grad():
        for one, other in zip(wide(image, vectors), narrow(image, vectors), strict=True):
            torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-4)


def test_a_network_as_wide_stays_as_it_is(lively_network):
    network = lively_network(**WIDE)
    for name, value in narrowed(network.state_dict(), shapes(network)).items():
        assert torch.equal(value, network.state_dict()[name]), name


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"widths": (8, 12, 16)}, "is to have 16 channels and has 10"),
        ({"widths": (8, 12)}, "the same layers"),
        ({"radius": 3}, "more than widths"),
        ({"learned": 2}, "more than widths"),
    ],
)
def test_a_network_that_is_no_narrower_one_is_refused(other, message, lively_network):
    wanted = shapes(MatchingNetwork(**NARROW | other))
    with pytest.raises(ValueError, match=message):
        narrowed(lively_network(**WIDE).state_dict(), wanted)
