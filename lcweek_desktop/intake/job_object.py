"""A job of Windows around the worker process: Windows holds it to its memory and ends it with this program.

Linux has such a limit in the process itself (`worker`). Source: docs/adr/0143-a-job-around-foreign-files.md.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

if sys.platform == "win32":
    import ctypes
    import functools
    from ctypes import wintypes
    from typing import Final

    _EXTENDED_LIMITS: Final = 9
    _PROCESS_MEMORY: Final = 0x100
    _NO_DIALOG_OF_A_CRASH: Final = 0x400
    _ENDED_WITH_ITS_HANDLE: Final = 0x2000
    _MAY_BE_LIMITED_AND_ENDED: Final = 0x0100 | 0x0001

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, of which the flags and the memory of a process are set."""

        _fields_ = (
            ("times", wintypes.LARGE_INTEGER * 2),
            ("flags", wintypes.DWORD),
            ("working_set", ctypes.c_size_t * 2),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("classes", wintypes.DWORD * 2),
            ("transferred", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        )

    _KERNEL: Final = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.CreateJobObjectW.restype = wintypes.HANDLE
    _KERNEL.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    _KERNEL.SetInformationJobObject.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
    )
    _KERNEL.OpenProcess.restype = wintypes.HANDLE
    _KERNEL.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    _KERNEL.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _KERNEL.CloseHandle.argtypes = (wintypes.HANDLE,)

    def hold(process: subprocess.Popen[bytes], memory: int) -> Callable[[], object]:
        """Have Windows refuse `process` more than `memory` bytes, and end it when this program ends.

        Returns what lets go of the job, which ends the process. Raises OSError where Windows refuses; the
        process then runs on, held to nothing.
        """
        job = _done(_KERNEL.CreateJobObjectW(None, None))
        let_go = functools.partial(_KERNEL.CloseHandle, job)
        try:
            flags = _PROCESS_MEMORY | _NO_DIALOG_OF_A_CRASH | _ENDED_WITH_ITS_HANDLE
            limits = _Limits(flags=flags, process_memory=memory)
            size = ctypes.sizeof(limits)
            _done(_KERNEL.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size))
            handle = _done(_KERNEL.OpenProcess(_MAY_BE_LIMITED_AND_ENDED, False, process.pid))
            try:
                _done(_KERNEL.AssignProcessToJobObject(job, handle))
            finally:
                _KERNEL.CloseHandle(handle)
        except OSError:
            let_go()
            raise
        return let_go

    def _done(answer: int) -> int:
        if not answer:
            raise ctypes.WinError(ctypes.get_last_error())
        return answer

else:

    def hold(process: subprocess.Popen[bytes], memory: int) -> Callable[[], object]:
        """Nothing: such jobs are of Windows alone. Returns what does nothing."""
        return lambda: None
