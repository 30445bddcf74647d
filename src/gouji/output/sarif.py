"""SARIF 2.1.0, the form in which code editors and review platforms take findings: one run over all files.

A region is in the text: of a txt file that is the file itself, of any other what `gouji text` prints. That text is an
artifact of its own, carried in the output, so that an editor opens it at the figure; it names the file that it is the
text of. For programs that open files only, the texts can be written into a folder instead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent_encoded

import msgspec

from gouji.basis import document as basis_document
from gouji.model import Cause, Document, Evidence, Finding, Gap, Language, Other, Report, Span, Text
from gouji.output.causes import cause_of, repairs_said
from gouji.output.coverage import coverage
from gouji.output.files import write_file
from gouji.output.jsonl import verdict
from gouji.output.judged import Judged, Rule
from gouji.output.places import Places
from gouji.output.proof import cited, sides
from gouji.output.quotes import quote
from gouji.output.words import CHANGES, ROLE, paired

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "notice": "note"}
_MIME = {
    "txt": "text/plain",
    "html": "text/html",
    "rtf": "application/rtf",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TEXT_OF = Text(
    "{name} 的全文，即 gouji text 所打印的；各处位置都从这份文字数起",
    "the text of {name} as gouji text prints it; all regions are in it",
)
_BRACES = re.compile(r"[{}]")


class Sarif:
    """One log with one run; the same files give the same bytes."""

    def __init__(
        self, rules: Sequence[Rule], *, version: str, ruleset: str, language: Language, texts: Path | None = None
    ):
        """`texts` is the folder into which texts are written; None carries them in the log."""
        self._language, self._texts = language, texts
        self._names: set[str] = set()
        self._rules = {rule.id: number for number, rule in enumerate(rules)}
        self._driver = {
            "name": "Gouji",
            "fullName": "Gouji 勾稽",
            "version": version,
            "semanticVersion": version,
            "language": "zh-CN" if language == "zh" else "en-US",
            "properties": {"ruleset": ruleset},
            "rules": [_rule(rule, language) for rule in rules],
        }
        self._seen: dict[str, int] = {}
        self._artifacts: list[dict[str, Any]] = []
        self._results: list[dict[str, Any]] = []
        self._notes: list[dict[str, Any]] = []
        self._complete = True

    def add(self, judged: Judged) -> None:
        """Take in a file that was judged: its artifacts, its findings, and what was not read of it."""
        document = judged.document
        index = self._file(judged)
        regions = _Regions(document.text, {**self._artifacts[index]["location"], "index": index})
        places = Places(document, judged.report, judged.others)
        found = (*judged.findings, *(exception.finding for exception in judged.accepted))
        quoted = {item.file for finding in found for item in finding.evidence}
        texts: dict[str | None, _Regions] = {None: regions}
        texts |= {o.document.name: self._beside(o) for o in judged.others if o.document.name in quoted}
        said = repairs_said(judged.findings, judged.causes, places, judged.report)
        behind = cause_of(judged.causes)
        for finding in judged.findings:
            result = self._result(places, texts, finding, said.get(finding.id))
            if finding.id in behind:
                result["properties"]["cause"] = _cause(behind[finding.id])
            self._results.append(result)
        for exception in judged.accepted:
            suppressed: dict[str, Any] = {"kind": "external", "status": "accepted", "justification": exception.reason}
            suppressed["properties"] = {"date": exception.date.isoformat()}
            self._results.append({**self._result(places, texts, exception.finding), "suppressions": [suppressed]})
        self._notes += [self._gap(regions, gap) for gap in judged.report.gaps]

    def fail(self, path: str, reason: str) -> None:
        """Take in a file that could not be judged."""
        self._complete = False
        location = {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}
        self._notes.append({"level": "error", "message": _message(reason), "locations": [location]})

    def made(self) -> bytes:
        """The log."""
        invocation: dict[str, Any] = {"executionSuccessful": self._complete}
        if self._notes:
            invocation["toolExecutionNotifications"] = self._notes
        run = {
            "tool": {"driver": self._driver},
            "language": self._driver["language"],
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "artifacts": self._artifacts,
            "results": self._results,
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return msgspec.json.format(msgspec.json.encode(_encodable(log)), indent=1) + b"\n"

    def _file(self, judged: Judged) -> int:
        """The index of the artifact that holds the text of a file that was judged."""
        report = judged.report
        index = self._holding(judged.document)
        file = self._artifacts[index - (judged.document.format != "txt")]
        file["roles"] = ["analysisTarget"]
        file["properties"] = {
            **_identity(report),
            "verdict": verdict(judged.findings, judged.graph),
            "coverage": coverage(report, judged.graph, judged.findings),
        }
        if judged.others:
            file["properties"]["others"] = list(paired(judged.others, self._language))
        return index

    def _beside(self, other: Other) -> _Regions:
        """The regions of a document that a report was set against."""
        index = self._holding(other.document)
        file = self._artifacts[index - (other.document.format != "txt")]
        file.setdefault("roles", ["referencedOnCommandLine"])
        file.setdefault("properties", _identity(other.report))
        return _Regions(other.document.text, {**self._artifacts[index]["location"], "index": index})

    def _holding(self, document: Document) -> int:
        """The index of the artifact that holds a file's text: the one behind the file's own, unless that is text."""
        uri = _uri(document.name)
        if uri not in self._seen:
            artifact = {
                "location": {"uri": uri},
                "mimeType": _MIME.get(document.format, "application/octet-stream"),
                "hashes": {"sha-256": document.sha256},
            }
            self._artifacts.append(artifact)
            if document.format != "txt":
                self._artifacts.append(self._text(document, uri))
            self._seen[uri] = len(self._artifacts) - 1
        return self._seen[uri]

    def _text(self, document: Document, uri: str) -> dict[str, Any]:
        """The artifact of the text of the file that came last."""
        said = _TEXT_OF.said_in(self._language).format(name=Path(document.name).name)
        artifact = {
            "description": _message(said),
            "properties": {"textOf": uri},
            "mimeType": "text/plain",
            "encoding": "UTF-8",
        }
        if self._texts is None:
            # A name of its own: editors open the text that the log carries, never the file as if it were text.
            return {**artifact, "location": {"uri": f"{uri}.txt"}, "contents": {"text": document.text}}
        place = self._texts / self._free(Path(document.name).name)
        write_file(place, document.text.encode("utf-8", "replace"))
        return {**artifact, "location": {"uri": _uri(str(place))}}

    def _free(self, name: str) -> str:
        """A name for a text that no other file of this run took."""
        numbers = ("", *(f".{number}" for number in range(2, len(self._names) + 3)))
        free = next(f"{name}{number}.txt" for number in numbers if f"{name}{number}.txt" not in self._names)
        self._names.add(free)
        return free

    def _result(
        self,
        places: Places,
        regions: Mapping[str | None, _Regions],
        finding: Finding,
        cause: tuple[Text, Text] | None = None,
    ) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": _LEVEL[finding.severity],
            "message": _message(_told(places, finding, self._language, cause)),
            "locations": [regions[e.file].location(e, self._language) for e in finding.evidence[:1]],
            "relatedLocations": [
                {"id": number, **regions[e.file].location(e, self._language)}
                for number, e in enumerate(finding.evidence[1:], 1)
            ],
            "partialFingerprints": {"goujiFinding/v1": finding.id},
            "properties": {
                "title": finding.title.said_in(self._language),
                "reported": finding.reported,
                "recomputed": finding.recomputed,
                "computation": finding.computation,
                "changesScore": finding.changes_score,
                "basis": [{"id": b.id, "title": b.title, "article": b.article} for b in finding.basis],
            },
        }
        if finding.rule in self._rules:
            result["ruleIndex"] = self._rules[finding.rule]
        return result

    def _gap(self, regions: _Regions, gap: Gap) -> dict[str, Any]:
        location = {"physicalLocation": {"artifactLocation": regions.artifact}}
        return {
            "level": "warning",
            "descriptor": {"id": gap.kind},
            "message": _message(gap.message.said_in(self._language)),
            "locations": [location],
        }


class _Regions:
    """Spans of one text as regions of its artifact: lines and columns count from 1, in code points."""

    def __init__(self, text: str, artifact: dict[str, Any]):
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.artifact = artifact

    def location(self, evidence: Evidence, language: Language) -> dict[str, Any]:
        """One quoted place, with what it is in the finding."""
        role = ROLE.get(evidence.role, Text(evidence.role, evidence.role)).said_in(language)
        place = {"artifactLocation": self.artifact, "region": self._region(evidence.span)}
        return {"physicalLocation": place, "message": _message(role)}

    def _region(self, span: Span) -> dict[str, Any]:
        (line, column), (last_line, last_column) = self._at(span.start), self._at(span.end)
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": last_line,
            "endColumn": last_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
            "snippet": {"text": self._text[span.start : span.end]},
        }

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _cause(cause: Cause) -> dict[str, Any]:
    return {"id": cause.id, "reported": cause.reported, "repaired": cause.repaired}


def _identity(report: Report) -> dict[str, Any]:
    return {"organisation": report.organisation, "fiscalYear": report.fiscal_year, "form": report.form}


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    basis = [basis_document(name) for name in rule.basis]
    quoted = "\n".join(f"{b.title}{b.article}：{b.quote}" for b in basis)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.said_in(language)},
        "messageStrings": {"zh": {"text": rule.title.zh}, "en": {"text": rule.title.en}},
        "help": _message("\n".join(line.strip() for line in f"{rule.page}\n\n{quoted}".splitlines())),
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "basis": [{"id": b.id, "title": b.title, "article": b.article, "quote": b.quote} for b in basis],
        },
    }


def _told(places: Places, finding: Finding, language: Language, cause: tuple[Text, Text] | None) -> str:
    """The finding in full: what is wrong, each side in its words, the computation, what it rests on."""
    shown, left = sides(places, finding, language)
    lines = [finding.message.said_in(language)]
    colon = Text("：", ": ").said_in(language)
    lines += [f"{side.role} {side.place}{colon}{quote(side.places, side.spans, _bracketed)}" for side in shown]
    if left:
        lines.append(Text(f"另有 {left} 处", f"and {left} more").said_in(language))
    if finding.computation:
        lines.append(f"{Text('复算', 'computed').said_in(language)}{colon}{finding.computation}")
    if cause is not None:
        lines.append(f"{cause[0].said_in(language)}{colon}{cause[1].said_in(language)}")
    if finding.changes_score:
        lines.append(CHANGES.said_in(language))
    lines.append(f"{Text('依据', 'basis').said_in(language)}{colon}{cited(finding.basis)}")
    return "\n".join(lines)


def _bracketed(text: str, name: str) -> str:
    return f"【{text}】" if name == "figure" else text


def _message(text: str) -> dict[str, str]:
    """A message: braces would be places for arguments and are doubled, and what looks like a link is made none."""
    return {"text": _BRACES.sub(lambda match: match[0] * 2, text).replace("](", "] (")}


def _uri(name: str) -> str:
    """A path as a URI: absolute as file:///…, relative as it was given."""
    path = Path(name)
    encoded = percent_encoded(path.as_posix().encode("utf-8", "surrogateescape"))
    return f"file://{'' if encoded.startswith('/') else '/'}{encoded}" if path.is_absolute() else encoded


def _encodable(value: Any) -> Any:
    """The same record; what is no text in file names becomes question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _encodable(entry) for key, entry in value.items()}
    return [_encodable(entry) for entry in value] if isinstance(value, list) else value
