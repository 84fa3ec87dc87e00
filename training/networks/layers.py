"""Small layers that several networks share."""

import torch
from torch import Tensor, nn


class ConvBlock(nn.Sequential):
    """Convolution, batch normalisation, ReLU: B x C x H x W to B x C' x H/stride x W/stride.

    Batch and not group normalisation: at inference it is a constant that folds into the convolution,
    so that the answer at a pixel does not depend on how far its block reaches.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1, padding: int | None = None) -> None:
        padding = kernel // 2 if padding is None else padding
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
        )


class UNet(nn.Module):
    """U-Net with max-pooling and nearest-neighbour upsampling (Ronneberger et al., 2015).

    Args:
        inputs: channels of the input.
        widths: channels of each level, finest first; each level halves the resolution.
        extra: channels that arrive beside the pooled features at each level below the first.

    Shapes:
        input: B x inputs x H x W, H and W multiples of 2**(len(widths) - 1).
        output: B x widths[0] x H x W.
    """

    def __init__(self, inputs: int, widths: tuple[int, ...], extra: tuple[int, ...] | None = None) -> None:
        super().__init__()
        extra = extra or (0,) * (len(widths) - 1)
        entering = (inputs, *(width + more for width, more in zip(widths[:-1], extra, strict=True)))
        self.down = nn.ModuleList(
            nn.Sequential(ConvBlock(n, width), ConvBlock(width, width))
            for n, width in zip(entering, widths, strict=True)
        )
        self.up = nn.ModuleList(
            ConvBlock(fine + coarse, fine) for fine, coarse in zip(widths[:-1], widths[1:], strict=True)
        )

    def forward(self, x: Tensor, extras: tuple[Tensor, ...] = ()) -> Tensor:
        """Return features at the input's resolution; ``extras`` join the levels below the first."""
        levels = []
        for depth, block in enumerate(self.down):
            if depth:
                x = nn.functional.max_pool2d(x, 2)
                if depth <= len(extras):
                    x = torch.cat([x, extras[depth - 1]], 1)
            x = block(x)
            levels.append(x)
        for fine, block in zip(reversed(levels[:-1]), reversed(self.up), strict=True):
            x = block(torch.cat([fine, nn.functional.interpolate(x, scale_factor=2.0, mode="nearest")], 1))
        return x
