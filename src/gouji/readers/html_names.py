"""The elements of HTML by what they mean to the text."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SKIPPED = _words(
    "script style noscript template head title meta link select datalist option button textarea input area map "
    "rt rp del frameset noframes -comment -doctype base param source track col colgroup"
)
"""Elements whose content is no text of the page."""

BLOCKS = _words(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul caption"
)
"""Elements that begin and end a paragraph."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

OBJECTS = {
    "img": ("picture", "图片"),
    "svg": ("picture", "图形"),
    "canvas": ("picture", "画布"),
    "iframe": ("object", "嵌入的网页"),
    "object": ("object", "嵌入的对象"),
    "embed": ("object", "嵌入的对象"),
    "video": ("object", "视频"),
    "audio": ("object", "音频"),
}
"""Elements that may hold text which cannot be read."""

SPECIAL = (
    "br, img, sup, a[href^='#'], del, rt, rp, script, style, noscript, template, select, option, button, textarea,"
    " input, iframe, object, embed, svg, canvas, video, audio, p table, p div, p li, p p, p h1, p pre"
)
"""What a paragraph must not hold to be read in one go."""
