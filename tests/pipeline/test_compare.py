"""Two editions of a project, named in words, to what differs between them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kitgen.errors import Code, ContentError, ExitCode, KitgenError, UsageError
from kitgen.model.changement import Comparaison
from kitgen.pipeline.compare import compare, read_pair
from kitgen.pipeline.sides import SHOWN
from tests.check.test_cases import STOCK
from tests.repository import git, record

SCIC = "fiches/municipal/scic.yaml"
VARIANT = "fiches/regions/bretagne/municipal/alimentation.yaml"
TITLE = "municipal/scic#titre"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A recorded project with a région."""
    root = tmp_path / "projet"
    shutil.copytree(STOCK, root)
    record(root, "Zoé", "2026-11-01")
    return root


def change(root: Path, file: str, old: str, new: str) -> None:
    """Change some words of a data file."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def retitle(root: Path, title: str, file: str) -> None:
    """Change the first title of a data file."""
    path = root / file
    lines = path.read_text(encoding="utf-8").splitlines()
    rank = next(rank for rank, line in enumerate(lines) if line.startswith("titre:"))
    lines[rank] = f'titre: "{title}"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def found(root: Path, *words: str, region: str | None = None) -> list[tuple[str, list[str]]]:
    """Return the title of each comparison, and the addresses of its changes."""
    before, after = words
    return [
        (one.titre, [change.adresse for change in one.changements])
        for one in compare(read_pair(root, before, after, region))
    ]


def test_versions_are_revisions_and_the_files_as_they_are(root: Path) -> None:
    """By any name that git knows; each is read as it was."""
    retitle(root, "Un autre titre", SCIC)
    record(root, "Zoé", "2026-11-02")
    retitle(root, "Encore un titre", SCIC)

    ((_, changes),) = found(root, "HEAD~1", "HEAD")
    (first,) = compare(read_pair(root, "HEAD~1", "HEAD"))
    (last,) = compare(read_pair(root, "HEAD", "."))

    assert changes == [TITLE]
    assert first.changements[0].apres == last.changements[0].avant == "Un autre titre"
    assert last.changements[0].apres == "Encore un titre"
    assert (last.avant.nom, last.apres.nom, last.apres.commit) == ("HEAD", ".", None)
    assert last.avant.commit == git(root, "rev-parse", "HEAD").strip()
    assert found(root, "HEAD", "HEAD") == [("Édition nationale", [])]


def test_a_release_is_the_revision_that_its_manifest_records(root: Path, tmp_path: Path) -> None:
    """Its folder names it; a manifest that records none is refused."""
    dossier = tmp_path / "2026-11"
    dossier.mkdir()
    revision = git(root, "rev-parse", "HEAD").strip()
    retitle(root, "Un autre titre", SCIC)
    record(root, "Zoé", "2026-11-02")
    manifest = dossier / "manifest.json"
    manifest.write_text(json.dumps({"revision": revision}), encoding="utf-8")

    ((_, changes),) = found(root, str(dossier), ".")

    assert changes == [TITLE]
    for wrong in ("{}", "[]", "non", '{"revision": 1}', '{"revision": ""}'):
        manifest.write_text(wrong, encoding="utf-8")
        with pytest.raises(UsageError, match="ne dit pas de quelle révision"):
            read_pair(root, str(dossier), ".")


def test_a_region_is_named_alone_after_a_version_or_for_both(root: Path) -> None:
    """National against its région; both seen in the région's edition."""
    retitle(root, "Un autre titre", SCIC)

    ((title, brought),) = found(root, "national", "bretagne")

    assert title == "Édition nationale → Bretagne"
    assert "regions/bretagne#nom" in brought
    assert TITLE not in brought
    assert found(root, "HEAD:bretagne", ".:bretagne") == [("Bretagne", [TITLE])]
    assert found(root, "HEAD", ".", region="bretagne") == [("Bretagne", [TITLE])]
    assert found(root, "HEAD:national", ":national") == [("Édition nationale", [TITLE])]
    assert found(root, "bretagne", ":bretagne") == [("Bretagne", [])]


def test_with_all_the_regions_each_says_only_what_is_its_own(root: Path) -> None:
    """What is national is told once; a région that one side lacks is only named."""
    retitle(root, "Un autre titre", SCIC)
    change(root, "fiches/regions/bretagne/region.yaml", "nom: ", "avant_propos: Bonjour.\nnom: ")

    assert found(root, "HEAD", ".", region="all") == [
        ("Édition nationale", [TITLE]),
        ("Bretagne", ["regions/bretagne#avant_propos"]),
    ]
    retitle(root, "Un autre titre", SCIC)
    change(root, "kitgen.yaml", "regions: [bretagne]\n", "")
    shutil.rmtree(root / "fiches/regions")
    assert found(root, "HEAD", ".", region="all") == [
        ("Édition nationale", ["kitgen.yaml#regions/bretagne", TITLE])
    ]
    with pytest.raises(UsageError, match="n'a pas de région « bretagne »"):
        found(root, "HEAD", ".", region="bretagne")


@pytest.mark.parametrize(
    ("words", "region", "message"),
    [
        (("HEAD~9", "."), None, "« HEAD~9 » n'est ni une révision git"),
        (("HEAD", "bretgne"), None, "« bretgne » n'est ni une révision git"),
        (("HEAD:bretgne", "."), None, "« HEAD:bretgne » n'est ni une révision git"),
        (("national", "."), "bretagne", "`--region` dit déjà"),
        (("HEAD", "."), "bretgne", "n'a pas de région « bretgne »"),
    ],
)
def test_a_word_that_names_nothing_is_refused(
    root: Path, words: tuple[str, str], region: str | None, message: str
) -> None:
    """With what could have been meant."""
    with pytest.raises(UsageError, match=message) as refused:
        found(root, *words, region=region)

    (said,) = refused.value.diagnostics
    assert said.code == Code.UNKNOWN_TARGET
    assert said.hint


def test_a_collection_that_does_not_exist_is_refused(root: Path) -> None:
    """With those that do."""
    pair = read_pair(root, "HEAD", ".")

    assert isinstance(compare(pair, ["municipal"])[0], Comparaison)
    with pytest.raises(UsageError, match="« municipale » n'est pas une collection"):
        compare(pair, ["municipale"])


def test_a_version_that_no_longer_reads_is_refused_clearly(root: Path) -> None:
    """What is wrong is told in a few lines, placed in that version; the files are not at fault."""
    for number in range(SHOWN + 3):
        change(root, SCIC, "titre:", f"cle_{number}: 1\ntitre:")
    record(root, "Zoé", "2026-11-02")
    git(root, "checkout", "--quiet", "HEAD~1", "--", ".")

    with pytest.raises(UsageError) as refused:
        found(root, "HEAD", ".")

    head, *others = sorted(refused.value.diagnostics, key=lambda one: one.place is not None)
    assert head.code == Code.VERSION_UNREADABLE
    assert "erreurs : 6, fichiers : 1" in head.message
    assert len(others) == SHOWN
    assert {str(one.place).split(":")[0] for one in others} == {"HEAD"}
    (root / "kitgen.yaml").unlink()
    record(root, "Zoé", "2026-11-03")
    git(root, "checkout", "--quiet", "HEAD~1", "--", "kitgen.yaml")
    with pytest.raises(UsageError) as refused:
        found(root, "HEAD", ".")
    assert {one.code for one in refused.value.diagnostics} == {
        Code.VERSION_UNREADABLE, Code.FILE_UNREADABLE,
    }  # fmt: skip


def test_today_s_files_are_to_be_corrected_first(root: Path) -> None:
    """Their errors are those of `kitgen check`; a rule of content stops nothing."""
    change(root, SCIC, "titre:", "cle: 1\ntitre:")

    with pytest.raises(ContentError) as refused:
        found(root, "HEAD", ".")

    assert [one.code for one in refused.value.diagnostics] == [Code.UNKNOWN_KEY]
    change(root, SCIC, "cle: 1\ntitre:", "titre:")
    retitle(root, "Les élu·es", SCIC)
    assert found(root, "HEAD", ".")[0][1] == [TITLE]


def test_a_region_whose_variants_cannot_be_applied_is_refused(root: Path) -> None:
    """A target that is gone is an error of the région's edition, not of the national one."""
    path = root / VARIANT
    path.parent.mkdir()
    path.write_text(
        'operations:\n  - retirer: leviers/nulle-part\n    base: "00000000"\n', encoding="utf-8"
    )

    assert found(root, "HEAD", ".") == [("Édition nationale", [])]
    with pytest.raises(KitgenError) as refused:
        found(root, "HEAD", ".", region="bretagne")
    assert Code.TARGET_MISSING in {one.code for one in refused.value.diagnostics}
    assert refused.value.exit_code == ExitCode.CONTENT
