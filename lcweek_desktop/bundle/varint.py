"""Whole numbers from 0 in as few bytes as they need (unsigned LEB128), and a cursor that reads them back."""

from __future__ import annotations

from lcweek_desktop.bundle import caps


class CutOffError(ValueError):
    """The bytes end too early, or a number passes the cap for integers or is not in its shortest form."""


def varint(value: int) -> bytes:
    """`value` in seven bits a byte, the lowest first; the top bit of a byte says that another follows."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)


class Cursor:
    """Reads bytes and numbers from the front of some bytes. Both raise CutOffError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def rest(self) -> bytes:
        """The bytes that were not read yet."""
        return self._data[self._at :]

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise CutOffError
        self._at += count
        return taken

    def varint(self) -> int:
        """The next number, in the one form that `varint` writes."""
        value, shift, byte = 0, 0, 0x80
        while byte & 0x80:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if value > caps.MAX_INTEGER or shift > 63:
                raise CutOffError
        if not byte and shift > 7:
            raise CutOffError
        return value
