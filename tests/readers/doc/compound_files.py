"""A writer of OLE compound files for tests: as small as the format allows, with what a test wants broken."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams in its root, each padded to the size from which streams lie in sectors."""
    body = b""
    fat: list[int] = []
    entries = [entry("Root Entry", 5, END, 0, child=1 if streams else FREE)]
    for index, (name, data) in enumerate(sorted(streams.items(), key=lambda item: (len(item[0]), item[0])), 1):
        data = data.ljust(4096, b"\x00")
        first, count = len(fat), -(-len(data) // SECTOR)
        fat += [*range(first + 1, first + count), END]
        body += data.ljust(count * SECTOR, b"\x00")
        # A chain to the right is a search tree, too: shorter names come first.
        entries.append(entry(name, 2, first, len(data), right=index + 1 if index < len(streams) else FREE))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\x00")
    first_of_directory = len(fat)
    count = len(directory) // SECTOR
    fat += [*range(first_of_directory + 1, first_of_directory + count), END]
    body += directory
    tables = 1
    while tables * 128 < len(fat) + tables:
        tables += 1
    places = list(range(len(fat), len(fat) + tables))
    fat += [FAT] * tables
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * SECTOR, b"\xff")
    return header(places, first_of_directory) + body + table


def header(places: list[int], directory: int) -> bytes:
    """The first sector: where the allocation tables and the directory lie."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, len(places), directory, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", *(places + [FREE] * 109)[:109])


def entry(name: str, kind: int, first: int, size: int, right: int = FREE, child: int = FREE) -> bytes:
    """An entry of the directory."""
    raw = name.encode("utf-16-le") + b"\x00\x00"
    return (
        raw.ljust(64, b"\x00")
        + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
