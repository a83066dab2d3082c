"""Whether the user of this system wants high contrast, and in which colours. Only Windows is asked."""

from __future__ import annotations

import sys

from lcweek_desktop.ui.widgets.colours import Colours, high_contrast

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from typing import Final

    _GET_HIGH_CONTRAST: Final = 0x42
    _IS_ON: Final = 0x1
    _WINDOW, _WINDOW_TEXT, _DISABLED_TEXT = 5, 8, 17

    class _HighContrast(ctypes.Structure):
        _fields_ = (("size", wintypes.UINT), ("flags", wintypes.DWORD), ("scheme", wintypes.LPWSTR))

    def chosen_colours() -> Colours | None:
        """The colours that Windows shows its own windows in; None where it shows them as usual."""
        user = ctypes.WinDLL("user32")
        asked = _HighContrast(size=ctypes.sizeof(_HighContrast))
        user.SystemParametersInfoW(_GET_HIGH_CONTRAST, asked.size, ctypes.byref(asked), 0)
        if not asked.flags & _IS_ON:
            return None
        window, ink, disabled = (user.GetSysColor(each) for each in (_WINDOW, _WINDOW_TEXT, _DISABLED_TEXT))
        return high_contrast(_written(window), _written(ink), _written(disabled))

    def _written(colour: int) -> str:
        """`colour`, in which Windows has red in the lowest byte, as #RRGGBB."""
        return "#" + (colour & 0xFFFFFF).to_bytes(3, "little").hex()

else:

    def chosen_colours() -> Colours | None:
        """None, always."""
        return None
