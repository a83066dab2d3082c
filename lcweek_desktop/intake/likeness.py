"""How alike two pictures look: the structural similarity of their brightness, by Pillow's own operations.

Runs inside the worker process and nowhere else. Source: docs/adr/0131-photos-as-small-as-they-look.md.
"""

from __future__ import annotations

from typing import Any, Final

from PIL import Image, ImageMath

_WINDOW: Final = 7
"""Pixels of a window's side. The windows lie side by side, and as 7 is prime to the 8 of JPEG's blocks they
meet its edges at every place."""
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
"""The constants of SSIM that keep it steady where a window is dark or even."""


class Original:
    """A picture that others are compared with."""

    def __init__(self, picture: Image.Image) -> None:
        self._pixels = _brightness(picture)
        self._mean = _means(self._pixels)
        self._square = _means(_calculated(lambda x: x["a"] * x["a"], a=self._pixels))

    def similarity(self, copy: Image.Image) -> float:
        """The mean SSIM of `copy`, a picture of the same size: 1 for the same picture, and lower the more
        structure is lost."""
        pixels = _brightness(copy)
        ssim = _calculated(
            _ssim,
            x=self._mean,
            y=_means(pixels),
            xx=self._square,
            yy=_means(_calculated(lambda each: each["a"] * each["a"], a=pixels)),
            xy=_means(_calculated(lambda each: each["a"] * each["b"], a=self._pixels, b=pixels)),
        )
        values = ssim.tobytes()
        floats = memoryview(values).cast("f")
        return sum(floats) / len(floats)


def _ssim(each: dict[str, Any]) -> Any:
    x, y = each["x"], each["y"]
    shared = each["xy"] - x * y
    spread = each["xx"] - x * x + (each["yy"] - y * y)
    return (2 * x * y + _C1) * (2 * shared + _C2) / ((x * x + y * y + _C1) * (spread + _C2))


def _brightness(picture: Image.Image) -> Image.Image:
    return picture.convert("L").convert("F")


def _means(pixels: Image.Image) -> Image.Image:
    return pixels.reduce(_WINDOW)


def _calculated(formula: Any, **pictures: Image.Image) -> Image.Image:
    result: Image.Image = ImageMath.lambda_eval(formula, **pictures)
    return result
