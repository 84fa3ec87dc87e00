"""Classifiers that judge translated pictures; they see real pictures only while they are trained."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torchmetrics.functional.classification import multiclass_accuracy

from ..image_sets import ImageSet

Augment = Callable[[Tensor], Tensor]


class ImageClassifier(nn.Module):
    """Three convolutions and two layers; takes pictures of any size from 8 px.

    Args:
        channels: of the pictures.
        classes: to tell apart.
        width: of the first convolution.
    """

    FEATURES = 128
    name = "ImageClassifier's last hidden layer (128 features), trained on the real pictures of these styles"

    def __init__(self, channels: int, classes: int, width: int = 16) -> None:
        super().__init__()
        self.arguments = {"channels": channels, "classes": classes, "width": width}
        widths = (channels, width, 2 * width, 4 * width)
        blocks = []
        for before, after in zip(widths, widths[1:]):
            blocks += [nn.Conv2d(before, after, 3, padding=1), nn.BatchNorm2d(after), nn.ReLU(), nn.MaxPool2d(2)]
        self.body = nn.Sequential(*blocks[:-1], nn.AdaptiveMaxPool2d(4), nn.Flatten())
        self.hidden = nn.Linear(4 * width * 16, self.FEATURES)
        self.head = nn.Linear(self.FEATURES, classes)

    def features(self, pictures: Tensor) -> Tensor:
        """B x C x H x W, 0 to 1, to B x 128."""
        return F.relu(self.hidden(self.body(pictures)))

    def forward(self, pictures: Tensor) -> Tensor:
        """B x C x H x W, 0 to 1, to logits, B x classes."""
        return self.head(F.dropout(self.features(pictures), 0.3, self.training))


def train_network(
    network: nn.Module,
    inputs: Callable[[Tensor], Tensor],
    labels: Tensor,
    steps: int,
    batch: int = 128,
    learning_rate: float = 2e-3,
    seed: int = 0,
    augment: Augment | None = None,
    device: str | torch.device = "cpu",
) -> nn.Module:
    """Train a classifier with Adam and a cosine, and return it in evaluation mode.

    Args:
        network: gives logits.
        inputs: gives the inputs with these indices, such as ``ImageSet.pictures``.
        labels: int64, N.
        augment: changes a batch of inputs.
    """
    generator = torch.Generator().manual_seed(seed)
    network = network.to(device).train()
    optimizer = torch.optim.AdamW(network.parameters(), learning_rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(steps):
        index = torch.randint(len(labels), (batch,), generator=generator)
        given = inputs(index).to(device)
        loss = F.cross_entropy(network(augment(given) if augment else given), labels[index].to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return network.eval()


def content_classifier(
    sets: Sequence[ImageSet],
    classes: int,
    steps: int = 1500,
    augment: Augment | None = None,
    seed: int = 0,
    device: str | torch.device = "cpu",
    width: int = 16,
) -> ImageClassifier:
    """A network that tells what a picture shows, trained on real pictures of one or several styles, evenly."""
    return _trained(sets, [part.labels for part in sets], classes, steps, augment, seed, device, width)


def style_classifier(
    sets: Sequence[ImageSet],
    steps: int = 500,
    augment: Augment | None = None,
    seed: int = 0,
    device: str | torch.device = "cpu",
    width: int = 16,
) -> ImageClassifier:
    """A network that tells which of the styles a picture has, trained on real pictures, evenly."""
    labels = [torch.full_like(part.labels, number) for number, part in enumerate(sets)]
    return _trained(sets, labels, len(sets), steps, augment, seed, device, width)


@torch.no_grad()
def predicted(network: Callable[[Tensor], Tensor], pictures: Tensor, batch: int = 500) -> Tensor:
    """What a network (or its ``features``) says of many pictures, on the CPU."""
    device = next(getattr(network, "__self__", network).parameters()).device
    return torch.cat([network(part.to(device)).cpu() for part in pictures.split(batch)])


def accuracy(network: nn.Module, pictures: Tensor, labels: Tensor) -> float:
    """Share of pictures that a classifier gets right.

    Args:
        pictures: B x C x H x W, 0 to 1.
        labels: int64, B.
    """
    logits = predicted(network, pictures)
    return multiclass_accuracy(logits, labels, num_classes=logits.shape[1], average="micro").item()


def _trained(sets, labels, classes, steps, augment, seed, device, width) -> ImageClassifier:
    """Draws evenly from the sets, whatever their sizes: SVHN is a hundredth of MNIST here."""
    torch.manual_seed(seed)
    network = ImageClassifier(sets[0].channels, classes, width)
    longest = max(len(part) for part in sets)

    def inputs(index: Tensor) -> Tensor:
        chosen, place = index // longest, index % longest
        found = torch.empty(len(index), sets[0].channels, *sets[0].images.shape[2:])
        for number, part in enumerate(sets):
            mine = chosen == number
            found[mine] = part.pictures(place[mine] % len(part))
        return found

    repeated = torch.cat([part[torch.arange(longest) % len(part)] for part in labels])
    return train_network(network, inputs, repeated, steps, seed=seed, augment=augment, device=device)
