"""Arelle as the judge of our xBRL: python tools/judge_xbrl.py REPORT.json

Offline: the standard schemas of XBRL are those in Arelle's own package. Ends with 1 when the report is not valid.
"""

from __future__ import annotations

import logging
import sys
import warnings
from pathlib import Path
from typing import Any, NamedTuple

from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions


class Message(NamedTuple):
    """One line of Arelle's log: its code, its level and what it is about."""

    code: str
    level: str
    text: str
    about: dict[str, Any]


class Verdict(NamedTuple):
    """What Arelle read and said."""

    facts: int
    messages: list[Message]
    broken: set[tuple[str, str, str]]
    """Role, whole and period of every calculation that it finds inconsistent."""

    def of(self, *levels: str) -> list[Message]:
        """The messages of some levels."""
        return [message for message in self.messages if message.level in levels]


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def judge(path: Path) -> Verdict:
    """Load and validate a report with its taxonomy, Calculations 1.1 in round-to-nearest mode, nothing fetched."""
    options = RuntimeOptions(
        entrypointFile=str(path),
        internetConnectivity="offline",
        validate=True,
        calcs="round-to-nearest",
        validateDuplicateFacts="inconsistent",
        disablePersistentConfig=True,
        keepOpen=True,
        logLevel="DEBUG",
    )
    kept = _Kept()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Session() as session:
            session.run(options, logHandler=kept)
            models = session.get_models()
            facts = sum(len(model.factsInInstance) for model in models)
            contexts = {key: context for model in models for key, context in model.contexts.items()}
            messages = [_message(record) for record in kept.records]
            broken = {
                (
                    message.about["linkrole"].rsplit(":", 1)[1],
                    str(message.about["concept"]).rsplit(":", 1)[1],
                    _period(contexts[message.about["contextID"]]),
                )
                for message in messages
                if message.code.startswith("calc11e:inconsistentCalculation")
            }
    return Verdict(facts, messages, broken)


def _message(record: logging.LogRecord) -> Message:
    about = record.args if isinstance(record.args, dict) else {}
    return Message(getattr(record, "messageCode", ""), record.levelname, record.getMessage(), dict(about))


def _period(context: Any) -> str:
    if context.isInstantPeriod:
        return f"{context.instantDatetime:%Y-%m-%dT%H:%M:%S}"
    return f"{context.startDatetime:%Y-%m-%dT%H:%M:%S}/{context.endDatetime:%Y-%m-%dT%H:%M:%S}"


def main(path: str) -> int:
    """Print what Arelle says of a report."""
    verdict = judge(Path(path))
    for message in verdict.of("ERROR", "CRITICAL", "WARNING", "INCONSISTENCY"):
        print(message.level, message.code, message.text)
    print(verdict.facts)
    return int(bool(verdict.of("ERROR", "CRITICAL")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
