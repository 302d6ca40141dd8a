"""Thirty edits of the project's own three kits, scripted, with what a comparison must name.

Data files are written again as JSON, which YAML reads: that the words are laid out otherwise,
and in another order, is no difference.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kitgen.model.changement import Sorte
from kitgen.read import read_yaml
from tests.repository import record

REPOSITORY = Path(__file__).parents[1]
Data = dict[str, Any]
EXEMPLE: Data = {
    "id": "exemple-neuf",
    "titre": "Ouvrir un lieu neuf",
    "collectivite": {"nom": "Lons-le-Saunier", "departement": "39"},
    "annee": 2026,
    "texte": "La ville ouvre un lieu neuf.",
    "source": {"titre": "Un journal", "url": "https://exemple.fr/", "consulte_le": "2026-11-21"},
}


@dataclass
class Kits:
    """The data files of a project that is being edited.

    Attributes:
        told: the address of each edit, and what happened.
    """

    root: Path
    told: list[tuple[str, Sorte]] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def read(self, path: str) -> Data:
        """Return what a data file holds."""
        data = read_yaml(path, (self.root / path).read_bytes()).data
        assert isinstance(data, dict)
        return data

    def write(self, path: str, data: Data) -> None:
        """Write a data file otherwise than a person would: keys turned round, no comment."""
        turned = dict(reversed(data.items()))
        (self.root / path).write_text(json.dumps(turned, ensure_ascii=False), encoding="utf-8")

    def edit(
        self, kit: str, fits: Callable[[Data], object], change: Callable[[Data], str], sorte: Sorte
    ) -> None:
        """Change the first fiche of a kit that fits and that no edit has changed yet."""
        for name in self.order(kit):
            path = f"fiches/{kit}/{name}.yaml"
            data = self.read(path)
            if path not in self._taken and fits(data):
                self._taken.add(path)
                self.told.append((f"{kit}/{name}#{change(data)}", sorte))
                self.write(path, data)
                return
        raise AssertionError(kit)

    def order(self, kit: str) -> list[str]:
        """Return the ids of a kit's fiches."""
        parts = self.read(f"fiches/{kit}/collection.yaml")["parties"]
        return [name for part in parts for name in part["fiches"]]


def write_kits(root: Path) -> Kits:
    """Record the project's own kits, with two fiches more, one of which will go."""
    shutil.copytree(REPOSITORY / "fiches", root / "fiches")
    shutil.copy(REPOSITORY / "kitgen.yaml", root)
    kits = Kits(root)
    spare = {"titre": "Une fiche de trop", "chapo": "Elle s'en ira.", "leviers": []}
    kits.write("fiches/departemental/de-trop.yaml", spare)
    collection = kits.read("fiches/departemental/collection.yaml")
    collection["parties"][-1]["fiches"].append("de-trop")
    kits.write("fiches/departemental/collection.yaml", collection)
    record(root, "Zoé", "2026-11-01")
    return kits


def make_thirty_edits(kits: Kits) -> None:
    """Make the edits; none of them is recorded."""
    for number, (kit, fits, change, sorte) in enumerate(_in_fiches(), start=1):
        assert number < 30
        kits.edit(kit, fits, change, sorte)
    _collections(kits)
    _project(kits)
    assert len(set(kits.told)) == len(kits.told) == 30


def levers(least: int) -> Callable[[Data], bool]:
    """Return a test of a fiche: has it so many levers?"""
    return lambda data: len(data.get("leviers", ())) >= least


def has(name: str, least: int = 1) -> Callable[[Data], bool]:
    """Return a test of a fiche: has it so many figures, resources…?"""
    return lambda data: len(data.get(name, ())) >= least


def shown(data: Data) -> bool:
    """Tell whether the first lever has an example."""
    return bool(data.get("leviers")) and bool(data["leviers"][0].get("exemples"))


def reword(item: Data, name: str, prefix: str) -> str:
    """Change one word of a text: its first."""
    _, _, rest = item[name].partition(" ")
    item[name] = f"{prefix} {rest}"
    return name


def _in_fiches() -> Iterator[tuple[str, Callable[[Data], object], Callable[[Data], str], Sorte]]:
    m, d, r = "municipal", "departemental", "regional"
    yield m, bool, lambda one: reword(one, "titre", "Désormais"), "modification"
    yield m, bool, lambda one: reword(one, "chapo", "Désormais"), "modification"
    yield m, levers(3), _lever_to_the_end, "deplacement"
    yield m, levers(2), _lever_gone, "retrait"
    yield m, levers(1), _lever_new, "ajout"
    yield m, levers(1), _lever_reworded, "modification"
    yield m, shown, _example_reworded, "modification"
    yield m, levers(1), _example_new, "ajout"
    yield m, _two_homes, _example_elsewhere, "deplacement"
    yield m, shown, _example_link, "modification"
    yield d, shown, _example_year, "modification"
    yield d, shown, _example_town, "modification"
    yield d, has("chiffres"), _first("chiffres", "valeur", "99 999"), "modification"
    yield d, has("chiffres", 2), lambda one: f"chiffres/{one['chiffres'].pop()['id']}", "retrait"
    yield d, has("ressources", 2), _resource_gone, "retrait"
    yield d, has("ressources", 3), _resource_first, "deplacement"
    yield d, has("ressources"), _first("ressources", "titre", "Un guide neuf"), "modification"
    yield d, has("loi"), _law, "modification"
    yield r, has("sections"), _first("sections", "titre", "Une section neuve"), "modification"
    yield r, levers(1), _bold, "modification"
    yield r, bool, _see_also, "ajout"
    yield r, shown, _source_title, "modification"
    yield r, levers(2), _lever_title, "modification"


def _lever_to_the_end(one: Data) -> str:
    one["leviers"].append(one["leviers"].pop(0))
    return f"leviers/{one['leviers'][-1]['id']}"


def _lever_gone(one: Data) -> str:
    return f"leviers/{one['leviers'].pop()['id']}"


def _lever_new(one: Data) -> str:
    one["leviers"].insert(0, {"id": "levier-neuf", "titre": "Agir", "texte": "Agissez."})
    return "leviers/levier-neuf"


def _lever_reworded(one: Data) -> str:
    lever = one["leviers"][0]
    return f"leviers/{lever['id']}/{reword(lever, 'texte', 'Désormais')}"


def _lever_title(one: Data) -> str:
    lever = one["leviers"][1]
    return f"leviers/{lever['id']}/{reword(lever, 'titre', 'Désormais')}"


def _path_to(one: Data) -> tuple[str, Data]:
    lever = one["leviers"][0]
    example = lever["exemples"][0]
    return f"leviers/{lever['id']}/exemples/{example['id']}", example


def _example_reworded(one: Data) -> str:
    path, example = _path_to(one)
    example["texte"] = f"Désormais, {example['texte'].strip()} C'est fait."
    return f"{path}/texte"


def _example_new(one: Data) -> str:
    one["leviers"][0].setdefault("exemples", []).append(EXEMPLE)
    return f"leviers/{one['leviers'][0]['id']}/exemples/exemple-neuf"


def _two_homes(one: Data) -> bool:
    return levers(2)(one) and shown(one)


def _example_elsewhere(one: Data) -> str:
    first, second = one["leviers"][:2]
    example = first["exemples"].pop(0)
    second.setdefault("exemples", []).append(example)
    return f"leviers/{second['id']}/exemples/{example['id']}"


def _example_link(one: Data) -> str:
    path, example = _path_to(one)
    example["source"]["url"] = "https://exemple.fr/neuf"
    return f"{path}/source/url"


def _example_year(one: Data) -> str:
    path, example = _path_to(one)
    example["annee"] = 2003
    return f"{path}/annee"


def _example_town(one: Data) -> str:
    path, example = _path_to(one)
    example["collectivite"]["nom"] = "Une autre commune"
    return f"{path}/collectivite/nom"


def _source_title(one: Data) -> str:
    path, example = _path_to(one)
    example["source"]["titre"] = "Un autre journal"
    return f"{path}/source/titre"


def _first(name: str, champ: str, words: str) -> Callable[[Data], str]:
    def change(one: Data) -> str:
        one[name][0][champ] = words
        return f"{name}/{one[name][0]['id']}/{champ}"

    return change


def _resource_gone(one: Data) -> str:
    return f"ressources/{one['ressources'].pop(0)['id']}"


def _resource_first(one: Data) -> str:
    one["ressources"].insert(0, one["ressources"].pop())
    return f"ressources/{one['ressources'][0]['id']}"


def _law(one: Data) -> str:
    return f"loi/{reword(one['loi'], 'texte', 'Désormais')}"


def _bold(one: Data) -> str:
    lever = one["leviers"][0]
    first, _, rest = lever["texte"].partition(" ")
    lever["texte"] = f"**{first}** {rest}"
    return f"leviers/{lever['id']}/texte"


def _see_also(one: Data) -> str:
    known = one.setdefault("voir_aussi", [])
    one["voir_aussi"] = [*known, "points/esus" if "points/esus" not in known else "points/sieg"]
    return "voir_aussi"


def _collections(kits: Kits) -> None:
    """Rename a part; move a fiche in its part and another to the next; add one, drop one."""
    path = "fiches/municipal/collection.yaml"
    kit = kits.read(path)
    part = max(kit["parties"], key=lambda part: len(part["fiches"]))
    part["fiches"].append(part["fiches"].pop(0))
    kits.told.append((f"municipal/{part['fiches'][-1]}", "deplacement"))
    part["titre"] = "Une partie renommée"
    kits.told.append((f"municipal#parties/{part['id']}/titre", "modification"))
    kits.write(path, kit)

    path = "fiches/regional/collection.yaml"
    kit = kits.read(path)
    kit["parties"][1]["fiches"].insert(0, kit["parties"][0]["fiches"].pop())
    kits.told.append((f"regional/{kit['parties'][1]['fiches'][0]}", "deplacement"))
    kit["sous_titre"] = "Régions et économie sociale et solidaire"
    kits.told.append(("regional#sous_titre", "modification"))
    kits.write(path, kit)

    path = "fiches/departemental/collection.yaml"
    kit = kits.read(path)
    kit["parties"][-1]["fiches"][-1] = "fiche-neuve"
    kits.write(path, kit)
    (kits.root / "fiches/departemental/de-trop.yaml").unlink()
    new = {"titre": "Une fiche neuve", "chapo": "Elle vient.", "exemples": [EXEMPLE]}
    kits.write("fiches/departemental/fiche-neuve.yaml", new)
    kits.told.append(("departemental/fiche-neuve", "ajout"))
    kits.told.append(("departemental/de-trop", "retrait"))


def _project(kits: Kits) -> None:
    """Change the edition; read a source again, and write a file again, which is no change."""
    project = kits.read("kitgen.yaml")
    project["edition"] = "2027-05"
    kits.write("kitgen.yaml", project)
    kits.told.append(("kitgen.yaml#edition", "modification"))
    points = "fiches/points/scic.yaml"
    data = kits.read(points)
    data["ressources"][0]["consulte_le"] = "2027-01-01"
    kits.write(points, data)
