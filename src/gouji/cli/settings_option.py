"""The settings of a run: `gouji.toml` found upwards from the working directory, and the options that go before it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from gouji.cli.common import BAD_INPUT
from gouji.errors import BadSettings
from gouji.model import SEVERITIES, Language
from gouji.settings import Settings, find_settings, read_settings, settings_from

_OPTIONS = (
    click.option(
        "--settings", metavar="FILE", type=click.Path(), default=None, help="用这个设置文件，不找 gouji.toml。"
    ),
    click.option("--no-settings", is_flag=True, help="不用任何设置文件。"),
    click.option("--only", metavar="CODE", multiple=True, help="只做这项（类）检查，如 G101、G2；可以多次。"),
    click.option("--off", metavar="CODE", multiple=True, help="不做这项（类）检查；可以多次。"),
    click.option("--preview", is_flag=True, help="也做试行的检查。"),
    click.option("--severity", metavar="CODE=LEVEL", multiple=True, help=f"改程度：{'、'.join(SEVERITIES)}。"),
    click.option("--parameter", metavar="NAME=VALUE", multiple=True, help="改规则里的数，如 full_marks=120。"),
    click.option("--place", default=None, help="报告没有写明时，按这个地方的办法。"),
    click.option("--year", type=int, default=None, help="报告没有写明时，按这个年度。"),
)


def settings_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of settings; the command gets them among its `options`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def settings_of(options: dict[str, Any], language: Language) -> Settings:
    """The settings of a run; ends the program with one line when they cannot be followed."""
    try:
        return _merged(_read(options["settings"], options["no_settings"]), options)
    except BadSettings as error:
        click.echo(error.zh if language == "zh" else error.en, err=True)
        sys.exit(BAD_INPUT)


def place_of_settings(settings: Settings, options: dict[str, Any]) -> Path:
    """The settings file that an exception is written into: the one that was read, else one here."""
    return Path(options["settings"] or settings.source or "gouji.toml")


def _read(named: str | None, none: bool) -> Settings:
    if none:
        return Settings()
    path = Path(named) if named is not None else find_settings(Path.cwd())
    return Settings() if path is None else read_settings(path)


def _merged(settings: Settings, options: dict[str, Any]) -> Settings:
    """What the options say goes before what the file says; what is off stays off."""
    given: dict[str, Any] = {"checks": {"only": list(options["only"]), "off": list(options["off"])}}
    for name, table in (("severity", "severity"), ("parameter", "parameters")):
        given[table] = dict(_pair(entry) for entry in options[name])
    given |= {name: options[name] for name in ("place", "year") if options[name] is not None}
    said = settings_from(given, "命令行 command line")
    return msgspec.structs.replace(
        settings,
        only=said.only or settings.only,
        off=(*settings.off, *said.off),
        severity={**settings.severity, **said.severity},
        parameters={**settings.parameters, **said.parameters},
        place=said.place or settings.place,
        year=said.year if said.year is not None else settings.year,
        preview=options["preview"] or settings.preview,
    )


def _pair(entry: str) -> tuple[str, str]:
    name, _, value = entry.partition("=")
    return name.strip(), value.strip()


def in_force(settings: Settings) -> dict[str, Any]:
    """What is set, as JSON; empty where nothing is."""
    made: dict[str, Any] = {
        "file": settings.source,
        "only": list(settings.only),
        "off": list(settings.off),
        "severity": settings.severity,
        "parameters": {name: f"{value:f}" for name, value in settings.parameters.items()},
        "place": settings.place,
        "year": settings.year,
        "preview": settings.preview,
    }
    return {name: value for name, value in made.items() if value not in (None, [], {}, "", False)}
