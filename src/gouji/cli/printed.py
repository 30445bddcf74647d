"""What `gouji check` says of each file in the format asked for, and how much it found in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from gouji.checks import RULESET, worst_first
from gouji.cli.accounts import account
from gouji.cli.common import style, version_here, width
from gouji.cli.others_option import with_pairings
from gouji.cli.settings_option import in_force
from gouji.model import Language, Other
from gouji.output import Judged, judgement_record, judgement_text
from gouji.pipeline import Judgement
from gouji.settings import Settings


class Printed:
    """The judgements of a run, one after the other; `found` counts the findings, `files` the files."""

    def __init__(
        self,
        form: str,
        output: str | None,
        texts: str | None,
        *,
        coverage: bool,
        language: Language,
        settings: Settings,
        others: Sequence[Other],
    ):
        self.found: Counter[str] = Counter()
        self.files = 0
        self._form, self._coverage, self._language = form, coverage, language
        self._settings, self._others = settings, others
        self.whole = account(form, output, texts, language, version_here()) if form not in ("text", "json") else None
        """The account over all files, None for a format that is printed file by file."""

    def said(self, made: Judgement, copies: str) -> str | bytes:
        """What to print of a file now; nothing for a format that is written in one piece at the end.

        `copies` is what there is to say of its annotated copy.
        """
        findings = tuple(worst_first(made.results))
        self.found.update(finding.severity for finding in findings)
        self.files += 1
        judged = Judged(
            made.document,
            made.report,
            made.graph,
            made.results,
            findings,
            with_pairings(self._others, made.pairings),
            made.causes,
            made.accepted,
        )
        if self.whole is not None:
            self.whole.add(judged)
            return b""
        return self._record(judged) if self._form == "json" else self._text(judged, copies)

    def _record(self, judged: Judged) -> bytes:
        record = judgement_record(
            judged.document,
            judged.report,
            judged.graph,
            judged.results,
            judged.findings,
            version=version_here(),
            ruleset=RULESET,
            language=self._language,
            others=judged.others,
            causes=judged.causes,
            accepted=judged.accepted,
            settings=in_force(self._settings),
        )
        return msgspec.json.encode(record) + b"\n"

    def _text(self, judged: Judged, copies: str) -> str:
        text = judgement_text(
            judged.document,
            judged.report,
            judged.graph,
            judged.results,
            judged.findings,
            language=self._language,
            style=style,
            width=width(),
            uncovered=self._coverage,
            others=judged.others,
            causes=judged.causes,
            accepted=judged.accepted,
            settings=in_force(self._settings),
        )
        return f"{'' if self.files == 1 else chr(10)}{text}\n{copies}"
