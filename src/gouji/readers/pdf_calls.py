"""A few calls of pdfium that are made for every object of a page, with handles as plain integers.

The usual bindings wrap each handle in a pointer object, which costs more than the call itself; and as integers
they can be compared, so that what objects share is asked for once. The functions are the same ones.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as raw  # type: ignore[import-untyped]

_HANDLE, _NUMBER = ctypes.c_void_p, ctypes.c_int


def _call(function: object, result: type, *arguments: type) -> Callable[..., int]:
    address = ctypes.cast(function, ctypes.c_void_p).value  # type: ignore[arg-type]
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


object_at = _call(raw.FPDFPage_GetObject, _HANDLE, _HANDLE, _NUMBER)
"""(page, index) -> object."""
form_object_at = _call(raw.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)
"""(form, index) -> object."""
kind_of = _call(raw.FPDFPageObj_GetType, _NUMBER, _HANDLE)
"""(object) -> its type."""
clip_path_of = _call(raw.FPDFPageObj_GetClipPath, _HANDLE, _HANDLE)
"""(object) -> its clip path or None."""
clip_count = _call(raw.FPDFClipPath_CountPaths, _NUMBER, _HANDLE)
"""(clip path) -> how many paths cut it, -1 for none."""
clip_segment = _call(raw.FPDFClipPath_GetPathSegment, _HANDLE, _HANDLE, _NUMBER, _NUMBER)
"""(clip path, path, segment) -> segment; the same for objects under the same clip."""
loose_box = _call(raw.FPDFText_GetLooseCharBox, _NUMBER, _HANDLE, _NUMBER, _HANDLE)
"""(text page, character, address of four floats: left, top, right, bottom) -> whether there is one."""
text_object_of = _call(raw.FPDFText_GetTextObject, _HANDLE, _HANDLE, _NUMBER)
"""(text page, character) -> its object or None."""
