"""Recognition of characters in a picture: rapidocr with the models of its package, never fetched, never guessed at.

The engine finds stretches of text and reads each with one mark of certainty a character. Between the two steps
stretches that run over a ruling are cut, or two cells would be read as one figure. The classifier of directions is
off: it turned 9 into 6.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from gouji.readers.page import Box

Picture = Any
"""A picture as an array of numpy: height x width x 3, bytes, blue green red."""

MODULES = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")
"""What the extra `ocr` brings."""
LEAST_SURE = 0.5
"""A stretch that is less sure than this on the whole is noise, or nothing that we can read."""
THREADS = min(os.cpu_count() or 1, 4)
_SIDE = 1280
# Stretches higher than so many lines, and narrow, are written downwards.
_DOWNWARDS = 2.2


class Character(msgspec.Struct, frozen=True):
    """One recognised character, its box in pixels, and how sure that is (0 to 1, never quite 1)."""

    char: str
    box: Box
    sure: float


class Recognition(msgspec.Struct, frozen=True):
    """What a picture holds: its characters, and the boxes of stretches that could not be read."""

    characters: list[Character]
    unread: list[Box]


def is_installed() -> bool:
    """Whether the extra `ocr` is there."""
    return all(find_spec(name) is not None for name in MODULES)


def recognise(picture: Picture, boxes: list[Box], posts: list[Box]) -> Recognition:
    """The characters in the text boxes of an upright picture, cut at `posts`, its vertical rulings (all in pixels)."""
    pieces = [piece for box in boxes for piece in _cut(box, posts, boxes)]
    crops = [picture[int(box[1]) : int(box[3]) + 1, int(box[0]) : int(box[2]) + 1] for box in pieces]
    kept = [(box, crop) for box, crop in zip(pieces, crops, strict=True) if min(crop.shape[:2]) >= 4]
    characters: list[Character] = []
    unread: list[Box] = []
    for (box, _), (text, score, columns, sures, length) in zip(kept, read_crops([k[1] for k in kept]), strict=True):
        if not text.strip():
            continue
        if score < LEAST_SURE:
            unread.append(box)
            continue
        characters.extend(_placed(box, text, columns, sures, length))
    return Recognition(characters, unread)


def find_text(picture: Picture) -> list[Box]:
    """The boxes of stretches of text, in pixels."""
    found = engine()(picture, use_det=True, use_cls=False, use_rec=False)
    if getattr(found, "boxes", None) is None:
        return []
    height, width = picture.shape[:2]
    boxes = []
    for quad in found.boxes:
        xs, ys = [float(point[0]) for point in quad], [float(point[1]) for point in quad]
        boxes.append((max(min(xs), 0.0), max(min(ys), 0.0), min(max(xs), width - 1.0), min(max(ys), height - 1.0)))
    return boxes


_Read = tuple[str, float, list[int], list[float], float]


def read_crops(crops: list[Picture]) -> list[_Read]:
    """For each cut-out: text, certainty, column of each character without blanks, its certainty, columns in all."""
    if not crops:
        return []
    found = engine().recognize_txt(crops)
    result: list[_Read] = []
    for text, score, info in zip(found.txts, found.scores, found.word_results, strict=True):
        columns = [column for word in info.word_cols or [] for column in word] if info else []
        sures = [sure for char, sure in zip(text, info.confs, strict=False) if not char.isspace()] if columns else []
        result.append((text, float(score), columns, sures, float(info.line_txt_len) if columns else 0.0))
    return result


@lru_cache(maxsize=1)
def engine() -> Any:
    """The engine, made once; its models are named by path, so that it has nothing to fetch."""
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Global.return_word_box": True,
            "Global.text_score": 0.0,
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
        }
    )


def _cut(box: Box, posts: list[Box], boxes: list[Box]) -> list[Box]:
    """A stretch as the pieces that are read one by one: cut at rulings, and by characters when it runs downwards."""
    x0, top, x1, bottom = box
    high = bottom - top
    edges = [x0]
    for post in sorted(posts):
        at = (post[0] + post[2]) / 2
        if x0 + 0.3 * high < at < x1 - 0.3 * high and post[1] <= top + 0.3 * high and post[3] >= bottom - 0.3 * high:
            edges += [post[0] - 1, post[2] + 1]
    edges.append(x1)
    pieces = [(left, top, right, bottom) for left, right in zip(edges[::2], edges[1::2], strict=True) if right > left]
    line = median([other[3] - other[1] for other in boxes])
    if len(pieces) == 1 and high > _DOWNWARDS * line and x1 - x0 < 1.6 * line:
        count = max(round(high / (x1 - x0)), 1)
        return [(x0, top + high * i / count, x1, top + high * (i + 1) / count) for i in range(count)]
    return pieces


def _placed(box: Box, text: str, columns: list[int], sures: list[float], length: float) -> list[Character]:
    """The characters of a stretch side by side: each reaches to the middle between it and its neighbours."""
    x0, top, x1, bottom = box
    solid = [char for char in text if not char.isspace()]
    if len(columns) != len(solid) or len(sures) != len(solid) or length <= 0:
        columns, length, sures = list(range(len(solid))), float(len(solid)), [LEAST_SURE] * len(solid)
    centres = [min(x0 + (column + 0.5) / length * (x1 - x0), x1) for column in columns]
    em = 0.8 * (bottom - top)
    middle = (top + bottom) / 2
    found = []
    for index, char in enumerate(solid):
        half = 0.5 * em if char > "\u2e80" else 0.28 * em
        left, right = centres[index] - half, centres[index] + half
        if index:
            between = (centres[index - 1] + centres[index]) / 2
            left = between if centres[index] - centres[index - 1] < 1.6 * em else max(left, between)
        if index + 1 < len(solid):
            between = (centres[index] + centres[index + 1]) / 2
            right = between if centres[index + 1] - centres[index] < 1.6 * em else min(right, between)
        found.append(Character(char, (left, middle - em / 2, right, middle + em / 2), min(sures[index], 0.999)))
    return found
