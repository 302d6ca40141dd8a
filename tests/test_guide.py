"""The guides tell the truth: their examples, answers, commands and steps are tried.

Whole files that the editor's guide shows outside any example make, with the stock project, its own
project. The club's guide starts from the same one, without région: its steps are followed first,
and its examples start from what they leave.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kitgen.check.textes import inclusive_forms_of
from kitgen.errors import Code, ExitCode
from kitgen.model.base import Modele
from kitgen.model.fiche import (
    Chiffre,
    Collectivite,
    Exemple,
    Fiche,
    Levier,
    Loi,
    Ressource,
)
from kitgen.model.region import Couleurs, EnReserve, Organisme, Region
from kitgen.model.source import Image, Source
from kitgen.model.variante import (
    Ajouter,
    Modifier,
    PlaceDeFiche,
    Remplacer,
    Reordonner,
    Retirer,
    Variante,
)
from kitgen.read.yaml import load_yaml
from tests.check.test_cases import NAMES, STOCK, VARIANTS
from tests.guides import (
    EVENT,
    FILL,
    NOW,
    Example,
    Guide,
    Walk,
    is_answer,
    keys_missing,
    on_one_line,
    read_guide,
    replace,
)
from tests.projects import run

EDITION = read_guide("guide-edition", refusals="5. Quand kitgen refuse")
CLUB = read_guide("guide-club-regional", refusals="7. Quand kitgen refuse")
GUIDES = (EDITION, CLUB)

FAULTLESS = "27 fiches\u00a0: rien à corriger\n"
FICHE_MODELS = (Fiche, Levier, Exemple, Collectivite, Chiffre, Loi, Ressource, Source, Image)
REGION_MODELS = (Region, Organisme, Couleurs, EnReserve)
VARIANT_MODELS = (Remplacer, Ajouter, Retirer, Modifier, Reordonner, PlaceDeFiche, Variante)
SPOILS: Mapping[str, Callable[[Path], object]] = {
    "fichier-trop-gros": lambda root: (root / "fiches/municipal/tourisme.yaml").write_bytes(
        b"#" * 1_000_001
    )
}
"""What is typed in the examples that no page could show."""

BASE = [fence for fence in EDITION.fences if fence.file and not fence.label]


def each(pick: Callable[[Guide], list[Example]]) -> list[object]:
    """Return a parameter for each of some examples of both guides."""
    return [
        pytest.param(guide, one, id=f"{guide.name}-{one.answer.section}-{place}")
        for guide in GUIDES
        for place, one in enumerate(pick(guide))
    ]


@pytest.fixture(autouse=True)
def _as_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader types `./kit`, on a machine of their own."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("KITGEN_COMMAND", "./kit")


def write_base(root: Path) -> Path:
    """Write the stock project, and the whole files that the editor's guide shows."""
    shutil.copytree(STOCK, root, dirs_exist_ok=True)
    images = root / "fiches/images"
    for name in ("marche.png", "logo.png"):
        shutil.copy(images / "point.png", images / name)
    for fence in BASE:
        (root / fence.file).write_bytes(fence.content)
    return root


def without_region(root: Path) -> Path:
    """Take the région off the stock project: its folder is still to be opened."""
    shutil.rmtree(root / "fiches/regions")
    project = root / "kitgen.yaml"
    text = project.read_text(encoding="utf-8")
    assert "regions: [bretagne]\n" in text
    project.write_text(text.replace("regions: [bretagne]\n", ""), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """A club's person who has followed every step of their guide."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GITHUB_ACTIONS", raising=False)
        patch.setenv("KITGEN_COMMAND", "./kit")
        walk = Walk(without_region(write_base(tmp_path_factory.mktemp("club"))))
        walk.follow(CLUB.steps)
    return walk


@pytest.fixture
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Guide], Path]:
    """What the examples of a guide start from."""

    def make(guide: Guide) -> Path:
        if guide is EDITION:
            return write_base(tmp_path)
        made: Walk = request.getfixturevalue("walk")
        left_out = shutil.ignore_patterns("output", ".git")
        shutil.copytree(made.root, tmp_path, dirs_exist_ok=True, ignore=left_out)
        return tmp_path

    return make


def answer_to(words: list[str], root: Path) -> str:
    """Return what a person reads of a command."""
    return run(*words, project=root).err


def faultless(root: Path) -> bool:
    """Tell whether kitgen has nothing to say of a project, in the guide's own words."""
    counted = re.sub(r"^\d+", "27", answer_to(["check"], root))
    return counted == FAULTLESS


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_the_guide_s_own_project_is_faultless(
    guide: Guide, start: Callable[[Guide], Path]
) -> None:
    """The complete files that a guide shows, or has one write, can be copied as they are."""
    assert len(BASE) == 3
    assert faultless(start(guide))


def test_the_steps_of_the_club_s_guide_lead_where_it_says(walk: Walk) -> None:
    """Every answer was the one quoted; the document is there, and nothing failed but on demand."""
    labels = [fence.label for fence in CLUB.steps]
    documents = re.findall(r"`(output/[^`]+\.pdf)`", CLUB.text)

    assert (labels.count(FILL) > 8, labels.count(NOW)) == (True, 2)
    assert [command for command, code in walk.codes if code != ExitCode.OK] == [
        "./kit status --exit-code"
    ]
    assert dict(walk.codes)["./kit status --exit-code"] == ExitCode.ATTENTION
    assert "| `./kit status --exit-code` | code de sortie 4" in CLUB.text
    assert documents
    assert all((walk.root / path).is_file() for path in documents)


def test_the_steps_go_round_a_national_change() -> None:
    """The reader sees a change, accepts it, and sees that nothing is left; then a minor one."""
    typed = [line for fence in CLUB.steps if fence.info == "sh" for line in fence.text.split("\n")]
    verbs = [" ".join(line.split()[1:3]) for line in typed if line]

    assert verbs[:2] == ["region new", "check"]
    assert verbs[-5:] == [
        "status",
        "region accept",
        "status",
        "status --exit-code",
        "status --minor",
    ]


@pytest.mark.parametrize("code", NAMES)
def test_every_diagnostic_of_the_data_has_its_example(code: str) -> None:
    """An author who looks for a code finds its heading, and an answer that shows it."""
    guide = CLUB if code in VARIANTS else EDITION
    answers = [one.answer.text for one in guide.data if one.answer.section == code]

    assert answers
    assert all(f"[{code}]" in answer for answer in answers)


def test_every_code_is_in_a_guide() -> None:
    """No code is without a word, and no heading explains a code that does not exist."""
    explained = {one.answer.section for guide in GUIDES for one in guide.data}

    assert [code for code in Code if code.value not in EDITION.text + CLUB.text] == []
    assert explained - set(Code) == set()


@pytest.mark.parametrize(("guide", "example"), each(lambda guide: guide.data))
def test_kitgen_answers_what_the_guide_says(
    guide: Guide, example: Example, start: Callable[[Guide], Path]
) -> None:
    """What was typed gives the answer that is quoted, word for word."""
    root = start(guide)
    if example.typed:
        replace(root, example.instead, example.typed)
    else:
        SPOILS[example.answer.section](root)

    assert on_one_line(answer_to(["check"], root)) == on_one_line(example.answer.text)


@pytest.mark.parametrize(("guide", "example"), each(lambda guide: guide.corrected))
def test_what_the_guide_says_to_type_is_right(
    guide: Guide, example: Example, start: Callable[[Guide], Path]
) -> None:
    """After the correction, nothing is left to correct."""
    root = start(guide)
    assert example.typed
    assert example.instead
    replace(root, example.instead, example.typed)
    assert not faultless(root)

    replace(root, example.typed, example.instead)

    assert faultless(root)


@pytest.mark.parametrize(("guide", "example"), each(lambda guide: guide.commands))
def test_kitgen_answers_a_wrong_command_as_the_guide_says(
    guide: Guide, example: Example, start: Callable[[Guide], Path]
) -> None:
    """A wrong command gives the answer that is quoted."""
    assert example.typed
    _, *words = shlex.split(example.typed.text)

    said = answer_to(words, start(guide))

    assert on_one_line(said) == on_one_line(example.answer.text)


def test_no_other_answer_is_quoted() -> None:
    """Every answer is one that the tests above have seen."""
    answers = {one.answer.text for guide in GUIDES for one in guide.examples}
    seen = {FAULTLESS} | answers | {fence.text for fence in CLUB.steps}

    assert len(EDITION.corrected) > 30
    assert len(CLUB.corrected) >= len(VARIANTS)
    assert all(len(guide.commands) > 2 for guide in GUIDES)
    assert [
        one.text
        for guide in GUIDES
        for one in guide.fences
        if one.info == "text" and one.text not in seen
    ] == []


def test_an_answer_may_be_cut_at_its_end_only() -> None:
    """What is quoted of a long answer is its beginning, word for word."""
    (fence, *_) = [one for one in CLUB.steps if one.text.endswith("[…]\n")]

    assert is_answer(fence, fence.text.replace("[…]", "la suite"))
    assert not is_answer(fence, f"Avant {fence.text}")
    assert not is_answer(fence, "")


@pytest.mark.parametrize("command", sorted(EDITION.quoted | CLUB.quoted))
def test_every_quoted_command_exists(command: str, tmp_path: Path) -> None:
    """Each word and each option of a command that a guide quotes is known."""
    _, *words = shlex.split(command)

    assert run(*words, "--help", project=write_base(tmp_path)).code == 0


def test_several_commands_are_quoted() -> None:
    """The main ones are among them."""
    assert {"./kit check", "./kit build"} < EDITION.quoted
    assert {"./kit status", "./kit region accept bretagne"} < CLUB.quoted


def test_every_key_is_explained() -> None:
    """Each key that an author can write is named in the part of a guide that is about it."""
    anatomy = EDITION.text.partition("\n## 2.")[2].partition("\n## 3.")[0]
    region = CLUB.text.partition("\n## 3.")[2].partition("\n## 4.")[0]
    variant = CLUB.text.partition("\n## 4.")[2].partition("\n## 5.")[0]

    assert keys_missing(FICHE_MODELS, anatomy) == {}
    assert keys_missing(REGION_MODELS, region) == {}
    assert keys_missing(VARIANT_MODELS, variant) == {}
    assert keys_missing((Modele, Region), "`code`")["Region"][0] == "nom"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_fragment_is_yaml(guide: Guide) -> None:
    """Some lines shown alone are YAML too."""
    alone = [fence for fence in guide.fences if fence.info == "yaml"]

    assert alone
    assert [one.text for one in alone if load_yaml("extrait", one.content).diagnostics] == []


def anchors(guide: Guide) -> set[str]:
    """Return what the headings of a guide may be called in a link."""
    titles = [event["title"].lower() for event in EVENT.finditer(guide.text) if event["title"]]
    return {re.sub(r"[^\w -]", "", title).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_link_inside_the_guides_leads_somewhere(guide: Guide) -> None:
    """The contents and the table of codes follow the headings, in both guides."""
    other = EDITION if guide is CLUB else CLUB
    inside = set(re.findall(r"\]\(#([^)]+)\)", guide.text))
    across = set(re.findall(rf"\]\({other.name}\.md#([^)]+)\)", guide.text))
    codes = {code for code in NAMES if (code in VARIANTS) == (guide is CLUB)}

    assert inside - anchors(guide) == set()
    assert across - anchors(other) == set()
    assert codes - inside == set()
    assert across or guide is EDITION


def test_the_forms_of_the_guide_are_those_of_the_check() -> None:
    """What the table of inclusive forms advises is accepted, what it rejects is found."""
    head = "| n’écrivez pas | écrivez |\n|---|---|\n"
    table = EDITION.text.partition(head)[2].partition("\n\n")[0]
    rows = [row.strip("|").split(" | ") for row in table.splitlines()]

    assert len(rows) > 3
    for rejected, advised in rows:
        assert all(inclusive_forms_of(form) for form in re.findall("`([^`]+)`", rejected))
        assert not inclusive_forms_of(advised)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_the_guides_write_as_they_ask(guide: Guide) -> None:
    """Their prose has neither a straight apostrophe nor a form that the check refuses."""
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", guide.prose)

    assert "'" not in prose
    assert not inclusive_forms_of(prose)
    assert re.findall(r"[^\u00a0\u202f] ?[;!?»]|« | :", prose.replace("« »", "")) == []
