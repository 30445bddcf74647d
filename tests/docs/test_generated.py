"""The generated pages are those that the program gives now; `make docs` writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.basis import documents, parameter
from gouji.checks import checks
from gouji.vocabulary import concepts

ROOT = Path(__file__).resolve().parents[2]
import make_docs  # noqa: E402 - tools/ is no package

PAGES = make_docs.pages()
HOWTO = ROOT / "docs/howto/add-a-check.md"
TIES = ROOT / "docs/explanation/ties.md"


@pytest.mark.parametrize("path", sorted(PAGES), ids=lambda path: path.name)
def test_page_is_current(path: Path) -> None:
    assert path.exists(), "run make docs"
    assert path.read_text(encoding="utf-8") == PAGES[path], f"{path.name} is out of date: run make docs"


def test_no_page_outlives_its_subject() -> None:
    assert make_docs.stale(PAGES) == [], "run make docs"


def test_every_check_concept_and_document_has_its_place() -> None:
    for check in checks():
        page = PAGES[make_docs.REFERENCE / "checks" / f"{check.meta.id}.md"]
        assert page.startswith(f"# {check.meta.id} {check.meta.title.zh}\n")
        for heading in ("查什么", "为什么重要", "依据", "怎样复算", "不查什么", "例子"):
            assert re.search(rf"^## {heading}\n\n\S", page, re.MULTILINE), f"{check.meta.id}: {heading}"
        for basis in check.meta.basis:
            assert documents()[basis].quote in page
    page = PAGES[make_docs.REFERENCE / "concepts.md"]
    for concept in concepts().values():
        assert f"| [`{concept.id}`](concepts/{concept.id}.md) | {concept.zh} |" in page
        assert concept.definition in PAGES[make_docs.REFERENCE / "concepts" / f"{concept.id}.md"]
    assert str(parameter("full_marks", 2022)) in PAGES[make_docs.REFERENCE / "parameters.md"]


@pytest.mark.parametrize("path", [*sorted(PAGES), HOWTO, TIES], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = PAGES.get(path) or path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+\.md)(?:#[^)]*)?\)", text):
        there = (path.parent / target).resolve()
        assert there in PAGES or there.exists(), f"{path.name}: {target}"


def test_paths_that_the_pages_name_exist() -> None:
    for page in (HOWTO, TIES):
        for named in re.findall(r"`((?:src|tests|tools|docs)/[\w./-]+)`", page.read_text(encoding="utf-8")):
            if "G109" not in named and "test_report" not in named:
                assert (ROOT / named).exists(), f"{page.name}: {named}"
