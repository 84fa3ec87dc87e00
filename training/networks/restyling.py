"""A network that redraws a map in the style that a code says: what lies where is found whatever the style."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .layers import ConvBlock


class Modulated(nn.Module):
    """Convolution, then a scale and a shift of every channel that follow from the style.

    Args:
        inputs, outputs: channels.
        code: numbers in a style code.
    """

    def __init__(self, inputs: int, outputs: int, code: int, kernel: int = 3) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2)
        self.style = nn.Conv2d(code, 2 * outputs, 1)
        nn.init.zeros_(self.style.bias)

    def forward(self, x: Tensor, code: Tensor) -> Tensor:
        """B x inputs x H x W and B x code x 1 x 1 to B x outputs x H x W."""
        scale, shift = self.style(code).chunk(2, 1)
        return F.relu(self.conv(x) * (1 + scale) + shift)


class StyleEncoder(nn.Module):
    """From any piece of a map to its style code: how each kind of thing looks on average, and how much there is of it.

    The kinds are soft groups of places, told apart by what the U-Net sees there. Nothing is normalised over a batch:
    with few pieces in it that would take away the very colours that are sought.

    Args:
        content: channels of what the U-Net sees.
        code: numbers in a style code.
        width: of the layers that see colours and strokes.
        kinds: how many groups.
    """

    def __init__(self, content: int, code: int, width: int = 24, kinds: int = 16) -> None:
        super().__init__()
        self.looks = nn.Sequential(
            *(nn.Conv2d(3, width, 6, 2, 2), nn.ReLU()),
            *(nn.Conv2d(width, width, 3, padding=1), nn.ReLU()),
        )
        self.kinds = nn.Conv2d(content, kinds, 1)
        self.head = nn.Sequential(nn.Linear(kinds * (width + 4), 128), nn.ReLU(), nn.Linear(128, code))

    def forward(self, content: Tensor, reference: Tensor) -> Tensor:
        """B x content x H/2 x W/2 and B x 3 x H x W, 0 to 1, to B x code x 1 x 1."""
        seen = reference - 0.5
        looks = torch.cat([F.avg_pool2d(seen, 2), self.looks(seen)], 1).flatten(2)
        kinds = self.kinds(content).softmax(1).flatten(2)
        share = kinds.mean(2, keepdim=True)
        within = kinds / (kinds.sum(2, keepdim=True) + 1)  # a kind that hardly occurs says little
        average = within @ looks.transpose(1, 2)
        return self.head(torch.cat([average, share], 2).flatten(1))[..., None, None]


class Restyler(nn.Module):
    """A U-Net finds what lies where, whatever the style; a few layers modulated by a style code draw it.

    The U-Net works at a half to a sixteenth of the resolution. What is drawn is ``paper + share x (ink - paper)``:
    paper and ink are colours at every pixel, and the share is the sum of the textures, each as far as it belongs
    there. So textures come out as sharp as they went in. To paper comes the colour that the style has for what lies
    there: left to the modulated layers alone, the colours of rare things are learnt last or never.

    Args:
        textures: how many kinds.
        kinds: of things that are told apart.
        code: numbers in a style code.
        widths: channels at a half, a quarter, an eighth, a sixteenth of the resolution.
        drawing: channels of the modulated layers.
        reference: width of the style encoder's layers.
    """

    multiple = 16
    reach = 96  # pixels around a block with corners at multiples of 16 that have a say in what is drawn in it

    def __init__(
        self,
        textures: int,
        kinds: int,
        code: int = 32,
        widths: tuple[int, ...] = (48, 64, 96, 128),
        drawing: int = 64,
        reference: int = 24,
    ) -> None:
        super().__init__()
        self.textures, self.code = textures, code
        style, finest = 2 * code, widths[0]
        # 6 x 6 at every second pixel: what 3 x 3 would be over 2 x 2 pixels at a time
        first = nn.Sequential(ConvBlock(3, finest, 6, 2, 2), ConvBlock(finest, finest))
        levels = list(zip(widths, widths[1:]))
        rest = (nn.Sequential(ConvBlock(fine, coarse), ConvBlock(coarse, coarse)) for fine, coarse in levels)
        self.down = nn.ModuleList([first, *rest])
        self.narrow = nn.ModuleList(nn.Conv2d(coarse, coarse // 2, 1) for _, coarse in levels)
        self.up = nn.ModuleList(ConvBlock(fine + coarse // 2, fine) for fine, coarse in levels)
        self.mapping = nn.Sequential(nn.Conv2d(code, style, 1), nn.ReLU(), nn.Conv2d(style, style, 1), nn.ReLU())
        self.drawing = nn.ModuleList([Modulated(finest, drawing, style), Modulated(drawing, drawing, style)])
        self.colors = nn.Conv2d(drawing, 4 * (6 + textures), 1)
        self.kinds = nn.Conv2d(finest, 4 * kinds, 1)
        self.palette = nn.Conv2d(style, 3 * kinds, 1)
        nn.init.zeros_(self.palette.weight)
        nn.init.zeros_(self.palette.bias)
        self.encoder = StyleEncoder(finest, code, reference)

    def forward(self, image: Tensor, style: Tensor, textures: Tensor) -> Tensor:
        """Draw a map anew.

        Args:
            image: B x 3 x H x W, 0 to 1, H and W multiples of ``multiple``.
            style: B x code x 1 x 1.
            textures: B x textures x H x W, 0 to 1.

        Returns:
            B x 3 x H x W, of which what lies outside 0 to 1 is to be cut.
        """
        return self.draw(self.read(image), style, textures)

    def read(self, image: Tensor) -> Tensor:
        """What lies where, B x widths[0] x H/2 x W/2: the same whatever style it is to be drawn in."""
        levels, x = [], image - 0.5
        for depth, block in enumerate(self.down):
            x = block(F.max_pool2d(x, 2) if depth else x)
            levels.append(x)
        for fine, narrow, block in zip(reversed(levels[:-1]), reversed(self.narrow), reversed(self.up)):
            x = block(torch.cat([fine, F.interpolate(narrow(x), scale_factor=2.0, mode="nearest")], 1))
        return x

    def kind_logits(self, content: Tensor) -> Tensor:
        """Logits of the kinds, B x kinds x H x W, from what ``read`` found."""
        return F.pixel_shuffle(self.kinds(content), 2).float()

    def encode(self, reference: Tensor) -> Tensor:
        """The style code of a piece of a map, B x 3 x H x W, sides multiples of ``multiple``, as B x code x 1 x 1."""
        return self.encoder(self.read(reference).detach(), reference)

    def draw(self, content: Tensor, style: Tensor, textures: Tensor) -> Tensor:
        """What ``read`` found, in a style."""
        style = self.mapping(style)
        kinds = self.kind_logits(content).softmax(1)
        palette = self.palette(style).float().unflatten(1, (3, -1)).flatten(2)
        for layer in self.drawing:
            content = layer(content, style)
        drawn = F.pixel_shuffle(self.colors(content), 2).float()
        paper, ink, shares = drawn.split([3, 3, self.textures], 1)
        paper = paper + (palette @ kinds.flatten(2)).reshape(paper.shape)
        share = ((shares - 2).sigmoid() * textures).sum(1, keepdim=True)
        return 0.5 + paper + share * (ink - paper)
