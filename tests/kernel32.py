"""What a test on Windows has to ask of the system itself. Each function raises OSError where it refuses."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.OpenProcess.restype = _KERNEL.CreateFileW.restype = wintypes.HANDLE
    _KERNEL.TerminateProcess.argtypes = (wintypes.HANDLE, wintypes.UINT)
    _KERNEL.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
    _KERNEL.CloseHandle.argtypes = (wintypes.HANDLE,)
    _USER = ctypes.WinDLL("user32")
    _USER.SendMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    _USER.RegisterClipboardFormatW.argtypes = (wintypes.LPCWSTR,)
    _USER.SetClipboardData.argtypes = (wintypes.UINT, ctypes.c_void_p)
    _KERNEL.GlobalAlloc.argtypes = (wintypes.UINT, ctypes.c_size_t)
    _KERNEL.GlobalLock.argtypes = _KERNEL.GlobalUnlock.argtypes = (ctypes.c_void_p,)
    for _pointing in (_KERNEL.GlobalAlloc, _KERNEL.GlobalLock, _USER.SetClipboardData):
        _pointing.restype = ctypes.c_void_p
    _QUERY_END_SESSION, _MOVEABLE = 0x11, 2
    _ANY_RIGHT_TO_END_AND_WAIT = 0x0001 | 0x0010_0000
    _READ, _OPEN_EXISTING = 0x8000_0000, 3
    _NO_HANDLE = wintypes.HANDLE(-1).value

    def end_process(number: int, status: int) -> None:
        """End the process with this number as if it had ended with `status`."""
        with _process(number) as handle:
            _done(_KERNEL.TerminateProcess(handle, status))

    def has_ended(number: int, seconds: float) -> bool:
        """Whether the process with this number is gone after at most `seconds`."""
        try:
            with _process(number) as handle:
                return bool(_KERNEL.WaitForSingleObject(handle, int(1000 * seconds)) == 0)
        except OSError:
            return True

    @contextmanager
    def held_open(path: Path, *, sharing: int) -> Iterator[None]:
        """Read the file at `path` as another program does; `sharing` is what it lets others do meanwhile."""
        handle = _KERNEL.CreateFileW(str(path), _READ, sharing, None, _OPEN_EXISTING, 0, None)
        _done(handle != _NO_HANDLE)
        try:
            yield
        finally:
            _KERNEL.CloseHandle(handle)

    def set_attributes(path: Path, attributes: int) -> None:
        """Give a file or folder these attributes and no others."""
        _done(_KERNEL.SetFileAttributesW(str(path), attributes))

    def may_session_end(window: int) -> bool:
        """Ask a window as Windows does before it shuts down or logs off."""
        return bool(_USER.SendMessageW(window, _QUERY_END_SESSION, 0, 0))

    def put_on_clipboard(formats: Mapping[int | str, bytes]) -> None:
        """Put these bytes on the clipboard, each in a format of Windows or of that name."""
        _done(_USER.OpenClipboard(None))
        try:
            _done(_USER.EmptyClipboard())
            for kind, data in formats.items():
                number = _USER.RegisterClipboardFormatW(kind) if isinstance(kind, str) else kind
                memory = _KERNEL.GlobalAlloc(_MOVEABLE, len(data))
                ctypes.memmove(_KERNEL.GlobalLock(memory), data, len(data))
                _KERNEL.GlobalUnlock(memory)
                _done(_USER.SetClipboardData(number, memory))
        finally:
            _USER.CloseClipboard()

    @contextmanager
    def _process(number: int) -> Iterator[int]:
        handle = _KERNEL.OpenProcess(_ANY_RIGHT_TO_END_AND_WAIT, False, number)
        _done(handle)
        try:
            yield handle
        finally:
            _KERNEL.CloseHandle(handle)

    def _done(answer: object) -> None:
        if not answer:
            raise ctypes.WinError(ctypes.get_last_error())
