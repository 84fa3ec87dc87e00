"""The wire format of protocol buffers, as far as ONNX files need it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


class Field(NamedTuple):
    """One field of a message.

    Attributes:
        number: as in the message's definition.
        kind: ``VARINT``, ``FIXED64``, ``BYTES`` or ``FIXED32``.
        value: int for a varint, else the bytes, without their length.
        whole: all bytes of the field, to be written as they are.
    """

    number: int
    kind: int
    value: int | memoryview
    whole: memoryview


def fields(message: bytes | memoryview) -> Iterator[Field]:
    """Read the fields of a message in their order; nothing is copied.

    Raises:
        ValueError: the bytes are no message.
    """
    data, at = memoryview(message), 0
    while at < len(data):
        start = at
        key, at = _varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == VARINT:
            value, at = _varint(data, at)
        else:
            if kind == BYTES:
                length, at = _varint(data, at)
            elif kind in (FIXED64, FIXED32):
                length = 8 if kind == FIXED64 else 4
            else:
                raise ValueError(f"field {number} is of kind {kind}, which is not used")
            value, at = data[at : at + length], at + length
        if at > len(data):
            raise ValueError(f"field {number} ends after its message")
        yield Field(number, kind, value, data[start:at])


def varints(data: memoryview) -> list[int]:
    """Numbers that stand one behind the other in one field.

    Raises:
        ValueError: the last one is cut short.
    """
    found, at = [], 0
    while at < len(data):
        value, at = _varint(data, at)
        found.append(value)
    return found


def packed(number: int, value: bytes) -> bytes:
    """A field that holds bytes: a text or a message within the message."""
    return _to_varint(number << 3 | BYTES) + _to_varint(len(value)) + value


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while True:
        if at >= len(data) or shift > 63:
            raise ValueError("a number does not end")
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _to_varint(value: int) -> bytes:
    result = bytearray()
    while value > 127:
        result.append(value & 127 | 128)
        value >>= 7
    result.append(value)
    return bytes(result)
