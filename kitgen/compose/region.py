"""A région as written becomes what its edition shows of it."""

from __future__ import annotations

from kitgen.compose.fiche import FicheComposer, parse
from kitgen.compose.lines import ligne
from kitgen.model.edition import ImageEdition, OrganismeEdition, RegionEdition
from kitgen.model.region import Organisme
from kitgen.model.texte import LienExterne, Ligne, Portion


def compose_region(composer: FicheComposer, name: str) -> RegionEdition:
    """Return the foreword, figures, contacts and look of a région."""
    region = composer.library.regions[name]
    known = (region.club, region.cress, *region.contacts)
    logos = (composer.image(logo) for logo in region.partenaires)
    couleurs = region.couleurs
    return RegionEdition(
        id=name,
        nom=ligne(region.nom),
        etiquette=ligne(f"Déclinaison {region.nom}"),
        avant_propos=parse(region.avant_propos),
        chiffres=tuple(map(composer.chiffre, region.chiffres)),
        organismes=tuple(organisme(one) for one in known if one is not None),
        couleurs=None if couleurs is None else (couleurs.principale, couleurs.secondaire),
        logo=composer.image(region.logo),
        partenaires=tuple(logo for logo in logos if isinstance(logo, ImageEdition)),
    )


def organisme(organisme: Organisme) -> OrganismeEdition:
    """Return whom to call, and how."""
    ways: list[Ligne] = []
    if organisme.url:
        ways.append((Portion(bare(organisme.url), lien=LienExterne(organisme.url)),))
    if organisme.courriel:
        target = LienExterne(f"mailto:{organisme.courriel}")
        ways.append((Portion(organisme.courriel, lien=target),))
    if organisme.telephone:
        digits = "".join(c for c in organisme.telephone if c.isdigit() or c == "+")
        ways.append((Portion(organisme.telephone, lien=LienExterne(f"tel:{digits}")),))
    return OrganismeEdition(
        organisme.id,
        ligne(organisme.nom),
        ligne(organisme.role) if organisme.role else None,
        tuple(ways),
    )


def bare(url: str) -> str:
    """Return an address as it is read aloud: without scheme nor final slash."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
