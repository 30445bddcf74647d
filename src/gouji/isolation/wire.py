"""Records as bytes between the processes: msgpack, which makes nothing but the records that are asked for.

A pickle could run code of a worker's choosing in the parent. Strings that are no Unicode (names of files in another
encoding reach Python as lone surrogates) do not fit msgpack; records that hold one go a slower way.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
PLAIN, ODD = b"p", b"o"
_STRING = 1


def encode(value: Any) -> bytes:
    """The bytes of a record."""
    try:
        return PLAIN + msgspec.msgpack.encode(value)
    except UnicodeEncodeError:
        return ODD + msgspec.msgpack.encode(_marked(msgspec.to_builtins(value)))


def decode(data: memoryview, kind: type[T]) -> T:
    """The record in bytes; raises msgspec.DecodeError or ValidationError for what is none of its kind."""
    if data[:1] == PLAIN:
        return msgspec.msgpack.decode(data[1:], type=kind)
    return msgspec.convert(msgspec.msgpack.decode(data[1:], ext_hook=_unmarked), kind)


def _marked(value: Any) -> Any:
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return msgspec.msgpack.Ext(_STRING, value.encode("utf-8", "surrogatepass"))
        return value
    if isinstance(value, dict):
        return {name: _marked(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(item) for item in value]
    return value


def _unmarked(code: int, data: memoryview) -> str:
    return bytes(data).decode("utf-8", "surrogatepass")
