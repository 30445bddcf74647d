"""Readers: bytes to Document, one module per format.

`read` and `read_bytes` are the door. The signature of the bytes decides the format, never the file's name. A
reader gives one plain text, its blocks in reading order and a place in the file for each character; what it
cannot read it says as a Gap. It raises only `ReadError`, executes nothing, fetches nothing and never changes
its input.
"""

from gouji.readers.reading import MAX_FILE_BYTES, read, read_bytes
from gouji.readers.signature import sniff

__all__ = ["MAX_FILE_BYTES", "read", "read_bytes", "sniff"]
