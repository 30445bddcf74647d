"""Every exception that Gouji raises.

What is wrong in a report is a `Finding`, what is missing from it a `Gap`: both are values. An exception means
that *we* failed.

    GoujiError
      ReadError         UnsupportedFormat  DamagedFile  ProtectedFile  EmptyFile  TooLarge  NoSuchFile
                        OverLimit  ReaderCrashed
      DefinitionError   UnknownBasis  BadParameter  DuplicateId  UnknownConcept
                        BadScheme
      StageError        ExtractCrashed  TieCrashed  ScoreCrashed  CheckCrashed
      WriteError        NotAnnotated
      LedgerError       BadMapping  MissingColumn  PersonalColumn  BadPeriod
      RequestError      BadSettings  UnknownFinding

Each says one sentence: what, where, what to do; its facts are attributes.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class GoujiError(Exception):
    """The root: `except GoujiError` catches all that Gouji raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross process borders whole: their constructors take other arguments than the sentence they keep."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[GoujiError], said: tuple[Any, ...], facts: dict[str, Any]) -> GoujiError:
    error = kind.__new__(kind, *said)
    error.args = said
    error.__dict__.update(facts)
    return error


class ReadError(GoujiError):
    """A file could not be read. `path` is the file as it was given."""

    def __init__(self, path: str, zh: str, en: str):
        super().__init__(f"{path}: {en}")
        self.path = path
        self.zh = f"{path}：{zh}"
        self.en = f"{path}: {en}"


class NoSuchFile(ReadError):
    """There is no file at the path, or it is a folder."""


class EmptyFile(ReadError):
    """The file holds no text at all."""


class UnsupportedFormat(ReadError):
    """The bytes are of a format that Gouji does not read."""


class DamagedFile(ReadError):
    """The bytes claim a format but do not keep to it."""


class ProtectedFile(ReadError):
    """The file is encrypted or needs a password."""


class TooLarge(ReadError):
    """The file is larger than the limit, packed or unpacked."""


class OverLimit(ReadError):
    """Reading took more memory or time than a worker may; the worker was ended."""


class ReaderCrashed(ReadError):
    """The worker that read the file died, or our code failed in it."""


class DefinitionError(GoujiError):
    """Our own data files are wrong. `problems` lists them all, each with its file and key path."""

    def __init__(self, problems: list[str]):
        super().__init__("; ".join(problems))
        self.problems = problems


class UnknownBasis(DefinitionError):
    """A check or relation names a basis that `basis/` does not hold."""


class UnknownConcept(DefinitionError):
    """A relation or form names a concept that `vocabulary/` does not hold."""


class BadParameter(DefinitionError):
    """A parameter has no value for the year asked for, or a value of the wrong type."""


class DuplicateId(DefinitionError):
    """Two definitions share an id."""


class BadScheme(DefinitionError):
    """A scoring scheme is not in the catalogue, is no TOML, or has fields that do not hold together."""


class StageError(GoujiError):
    """A stage failed on one report; in a batch only that report ends."""

    def __init__(self, stage: str, detail: str):
        super().__init__(f"{stage}: {detail}")
        self.stage = stage
        self.detail = detail


class ExtractCrashed(StageError):
    """Turning the document into records failed."""


class TieCrashed(StageError):
    """Building or judging the ties failed."""


class ScoreCrashed(StageError):
    """Scoring a form failed."""


class CheckCrashed(StageError):
    """A check failed."""


class WriteError(GoujiError):
    """A file that Gouji makes could not be written. `path` is where it was to stand."""

    def __init__(self, path: str, zh: str, en: str):
        super().__init__(f"{path}: {en}")
        self.path = path
        self.zh = f"{path}：{zh}"
        self.en = f"{path}: {en}"


class NotAnnotated(WriteError):
    """The findings cannot be written into a copy of the file: its format, a signature or a password forbids it."""


class LedgerError(GoujiError):
    """A ledger of work records cannot be measured as asked. `subject` is the file, mapping or period concerned."""

    def __init__(self, subject: str, zh: str, en: str):
        super().__init__(en)
        self.subject = subject
        self.zh = zh
        self.en = en


class BadMapping(LedgerError):
    """The mapping file is not what it should be; the sentence lists every problem with its key path."""


class MissingColumn(LedgerError):
    """No sheet of the ledger has the headers that the mapping names, or one has a header twice."""


class PersonalColumn(LedgerError):
    """The mapping uses a column that looks like personal data; what the column holds is never quoted."""


class BadPeriod(LedgerError):
    """What was given as a period is none."""


class Problem(NamedTuple):
    """One thing wrong in a file that a user wrote: the path of its key, and a sentence with what is allowed."""

    key: str
    zh: str
    en: str


class RequestError(GoujiError):
    """What a user asked for, or wrote for us to go by, cannot be followed; `zh` and `en` say why."""

    zh: str
    en: str


class BadSettings(RequestError):
    """A settings file cannot be read or says something unknown; the sentence lists every problem with its key path."""

    def __init__(self, path: str, problems: list[Problem]):
        self.path, self.problems = path, problems
        self.zh = f"{path}：" + "；".join(f"{said.key} {said.zh}".strip() for said in problems) + "。"
        self.en = f"{path}: " + "; ".join(f"{said.key} {said.en}".strip() for said in problems) + "."
        super().__init__(self.en)


class UnknownFinding(RequestError):
    """No finding of a file has the id asked for, or several begin with it. `known` are the ids there are."""

    def __init__(self, path: str, asked: str, known: list[str], zh: str, en: str):
        super().__init__(f"{path}: {en}")
        self.path, self.asked, self.known = path, asked, known
        self.zh = f"{path}：{zh}"
        self.en = f"{path}: {en}"
