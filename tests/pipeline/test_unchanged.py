"""Nothing to do: only when every input and every output is what it was."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kitgen
from kitgen.cache import Cache
from kitgen.errors import Code, ContentError, Diagnostic, Place, Severity
from kitgen.pipeline import unchanged
from kitgen.pipeline.digest import digest_code, digest_tree
from kitgen.pipeline.unchanged import Standing, key_of, note, recall, root_of
from kitgen.read import find_root
from tests.projects import write_project

WORDS = ("municipal", "docx")
DOCUMENT = "national/municipal/kit.docx"
LOGO = "logos/reseau.png"
STALE = Diagnostic(
    Code.OVERRIDE_STALE,
    "le texte national a changé",
    Place("fiches/a.yaml", 3, 5, "operations[1]"),
    "voyez `kitgen status`",
    Severity.WARNING,
)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Built:
    """A project after a build."""

    root: Path
    words: tuple[str, ...] = WORDS

    @property
    def output(self) -> Path:
        """Where the documents are."""
        return self.root / "output"

    @property
    def cache(self) -> Cache:
        """What the build kept."""
        return Cache(self.root / ".kitgen")

    def key(self) -> str:
        """Return the fingerprint of the same build now."""
        key = key_of(self.root, self.output, self.words)
        assert key is not None
        return key

    def stands(self) -> bool:
        """Tell whether there is nothing to do."""
        return recall(self.cache, self.key(), self.root, self.output) is not None


def build(root: Path) -> Built:
    """Write a project, with what a build leaves in it."""
    write_project(root)
    for name in (f"output/{DOCUMENT}", "output/manifest.json", LOGO,
                 "layouts/kit/kit.css", "layouts/polices/a.ttf"):  # fmt: skip
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())
    built = Built(root)
    standing = Standing(
        documents={DOCUMENT: sha256(built.output / DOCUMENT)},
        read={LOGO: sha256(root / LOGO)},
        manifest=sha256(built.output / "manifest.json"),
        warnings=(STALE, replace(STALE, place=None, hint=None)),
    )
    note(built.cache, built.key(), standing)
    return built


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A project after a build."""
    return build(tmp_path / "projet")


def test_what_was_said_is_said_again(built: Built) -> None:
    """The warnings of the content come back as they were."""
    standing = recall(built.cache, built.key(), built.root, built.output)

    assert standing is not None
    assert standing.warnings == (STALE, replace(STALE, place=None, hint=None))
    assert list(standing.documents) == [DOCUMENT]


def test_a_fresh_checkout_of_the_same_content_stands(built: Built) -> None:
    """Neither dates nor the folder's place count."""
    for path in built.root.rglob("*"):
        os.utime(path, (1, 1))
    moved = built.root.rename(built.root.with_name("ailleurs"))

    assert Built(moved).stands()


def files(root: Path) -> list[Path]:
    """Return all that shapes the documents, and the documents."""
    parts = (root / name for name in ("fiches", "layouts", "logos", "output"))
    found = (path for part in parts for path in part.rglob("*") if path.is_file())
    return sorted([root / "kitgen.yaml", *found])


def flip(path: Path) -> None:
    """Change one byte."""
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


SPOILS: tuple[Callable[[Path], object], ...] = (
    flip,
    lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    lambda path: path.write_bytes(b""),
    lambda path: path.unlink(),
    lambda path: path.rename(path.with_name("autre" + path.suffix)),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_of_any_file_is_seen(tmp_path_factory: pytest.TempPathFactory,
                                        data: st.DataObject) -> None:  # fmt: skip
    """A byte changed, added or removed, a file gone or renamed: there is something to do."""
    built = build(tmp_path_factory.mktemp("essai") / "projet")
    assert built.stands()
    path = data.draw(st.sampled_from(files(built.root)))
    data.draw(st.sampled_from(SPOILS))(path)

    key = key_of(built.root, built.output, built.words)
    assert key is None or recall(built.cache, key, built.root, built.output) is None


@pytest.mark.parametrize(
    "added",
    ["fiches/municipal/neuve.yaml", "fiches/regions/bretagne/region.yaml", "layouts/kit/x.html",
     "output/national/x.docx.kitgen-part"],
)  # fmt: skip
def test_a_file_that_comes_is_seen(built: Built, added: str) -> None:
    """A new fiche, a new template, and what a killed build left in the output."""
    (built.root / added).parent.mkdir(parents=True, exist_ok=True)
    (built.root / added).write_bytes(b"x")

    assert not built.stands()


def test_other_words_are_another_build(built: Built) -> None:
    """A target, a format, an option more; another folder of results."""
    elsewhere = key_of(built.root, built.root / "essais", WORDS)

    assert elsewhere not in {None, built.key()}
    assert not replace(built, words=(*WORDS, "--fiches")).stands()
    assert not replace(built, words=("municipaldocx",)).stands()


def test_the_date_is_an_input(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """`SOURCE_DATE_EPOCH` shapes the documents."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    assert not built.stands()


def test_the_libraries_are_inputs(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package that comes, goes or changes its version, Python itself, and Pango."""
    packages = tmp_path / "paquets"
    (packages / "weasyprint-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(packages)
    assert not built.stands()
    monkeypatch.undo()
    assert built.stands()
    monkeypatch.setattr("sys.version", "4.0")
    assert not built.stands()
    monkeypatch.undo()
    monkeypatch.setattr(unchanged, "system_versions", lambda: {"pango": "99"})
    assert not built.stands()


def test_kitgen_s_own_code_is_an_input(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line changed in any module, or in the data that comes with it."""
    package = Path(unchanged.__file__).parents[1]
    copy = tmp_path / "kitgen"
    shutil.copytree(package, copy)
    monkeypatch.setattr(unchanged, "digest_code", lambda: digest_tree(copy))
    assert built.stands()
    flip(copy / "read" / "donnees" / "territoires.json")
    assert not built.stands()


def test_the_code_that_is_told_is_the_code_that_is_there() -> None:
    """All of it, once: what is loaded does not change."""
    assert digest_code() == digest_tree(Path(kitgen.__file__).parent)
    assert digest_code() is digest_code()


def test_what_cannot_be_read_is_left_to_the_build(built: Built) -> None:
    """A missing file has no fingerprint; the build says what is wrong."""
    (built.root / "kitgen.yaml").unlink()

    assert key_of(built.root, built.output, WORDS) is None


def test_a_record_that_means_nothing_is_no_record(built: Built) -> None:
    """Whatever a shared cache holds, there is no traceback."""
    for content in (b"", b"\xff", b"[]", b"{}", b'{"documents": 3}'):
        built.cache.put(built.key(), content)
        assert not built.stands()


def test_the_root_is_that_of_the_readers(built: Built) -> None:
    """Both ways to find a project agree, outside any as well."""
    inside = built.root / "fiches" / "municipal"

    assert root_of(inside) == find_root(inside) == built.root
    assert root_of(built.root.parent) is None
    with pytest.raises(ContentError):
        find_root(built.root.parent)
