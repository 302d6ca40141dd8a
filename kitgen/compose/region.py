"""A région as written becomes what its edition shows of it."""

from __future__ import annotations

from kitgen.compose.fiche import FicheComposer
from kitgen.compose.lieu import Lieu
from kitgen.compose.lines import ligne
from kitgen.model.edition import ImageEdition, OrganismeEdition, RegionEdition
from kitgen.model.region import Organisme
from kitgen.model.texte import LienExterne, Ligne, Portion


def compose_region(composer: FicheComposer, name: str) -> RegionEdition:
    """Return the foreword, figures, contacts and look of a région."""
    region = composer.library.regions[name]
    lieu = composer.lieu(f"regions/{name}/region", region.nom)
    known = [
        *([(region.club, lieu.groupe("club", "club"))] if region.club else []),
        *([(region.cress, lieu.groupe("cress", "CRESS"))] if region.cress else []),
        *lieu.elements("contacts", region.contacts, "contact"),
    ]
    logos = (composer.image(logo, lieu.muet) for logo in region.partenaires)
    couleurs = region.couleurs
    return RegionEdition(
        id=name,
        nom=ligne(region.nom),
        etiquette=ligne(f"Déclinaison {region.nom}"),
        avant_propos=lieu.texte("avant_propos", region.avant_propos),
        chiffres=composer.chiffres(region.chiffres, lieu),
        organismes=tuple(organisme(one, below) for one, below in known),
        couleurs=None if couleurs is None else (couleurs.principale, couleurs.secondaire),
        logo=composer.image(region.logo, lieu.muet),
        partenaires=tuple(logo for logo in logos if isinstance(logo, ImageEdition)),
    )


def organisme(organisme: Organisme, lieu: Lieu) -> OrganismeEdition:
    """Return whom to call, and how."""
    ways: list[Ligne] = []
    if organisme.url:
        ways.append((Portion(bare(organisme.url), lien=LienExterne(organisme.url)),))
    if organisme.courriel:
        target = LienExterne(f"mailto:{organisme.courriel}")
        ways.append(lieu.ligne("courriel", organisme.courriel, target))
    if organisme.telephone:
        digits = "".join(c for c in organisme.telephone if c.isdigit() or c == "+")
        target = LienExterne(f"tel:{digits}")
        ways.append(lieu.ligne("telephone", organisme.telephone, target))
    return OrganismeEdition(
        organisme.id,
        lieu.ligne("nom", organisme.nom),
        lieu.ligne("role", organisme.role) if organisme.role else None,
        tuple(ways),
    )


def bare(url: str) -> str:
    """Return an address as it is read aloud: without scheme nor final slash."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
