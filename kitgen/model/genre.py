"""The kinds of publication, and of part; loads no model of data, for who only draws documents."""

from __future__ import annotations

from typing import Literal

Genre = Literal["kit", "points"]
Niveau = Literal["municipal", "departemental", "regional", "tous"]
TypePartie = Literal["introduction", "levier", "thematique", "synthese"]
