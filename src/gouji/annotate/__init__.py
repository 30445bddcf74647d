"""Annotated copies: the findings written back into the file, at the figures concerned, for the one who corrects it.

A docx gets comments as Word writes them, a PDF highlights with notes; both are seen in any program that shows such
files. The text of the copy is that of the original, character by character, and the original is never changed. This
room stands above readers and output: it asks a reader where in the file a figure stands, and says a finding in the
words that every output uses. `annotated` is the door.
"""

from gouji.annotate.copy import FORMATS, Copy, annotated
from gouji.annotate.notes import Note, notes_of

__all__ = ["FORMATS", "Copy", "Note", "annotated", "notes_of"]
