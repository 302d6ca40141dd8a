"""Small constructors of Editions, each with sensible defaults that a test may change.

`ligne` and `texte` read a little markup, so that a test stays legible: `**gras**`, `*italique*`,
`^^exposant^^`, `[lien](https://…)` and `[renvoi](#ancre)`; blank lines part the paragraphs, and
lines that begin with `- ` or `1. ` are lists. Only the spaces of French typography are set.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from kitgen.model.carte import (
    CarteEdition,
    CollectiviteIndex,
    DepartementIndex,
    IndexEdition,
    LegendeCarte,
    MarqueCarte,
    RegionIndex,
    RenvoiIndex,
)
from kitgen.model.edition import (
    ChiffreEdition,
    Edition,
    ExempleEdition,
    FicheEdition,
    Libelles,
    LoiEdition,
    OrganismeEdition,
    PartieEdition,
    RegionEdition,
    RessourceEdition,
    SectionEdition,
)
from kitgen.model.texte import (
    Bloc,
    Cible,
    LienExterne,
    LienInterne,
    Ligne,
    Liste,
    Paragraphe,
    Portion,
    Texte,
)

MARK = re.compile(
    r"\*\*(?P<gras>.+?)\*\*|\*(?P<italique>.+?)\*|\^\^(?P<exposant>.+?)\^\^"
    r"|\[(?P<lien>[^\]]+)\]\((?P<cible>[^)]+)\)"
)
ITEM = re.compile(r"(?:- |\d+\. )")


def spaced(text: str) -> str:
    """Return the text with the no-break spaces of French typography."""
    text = re.sub(r" (?=[;!?»])|(?<=«) ", "\u202f", text)
    return re.sub(r" (?=[:%])", "\u00a0", text)


def cible(address: str) -> Cible:
    """Return the target of a link: `#ancre` or an address."""
    return LienInterne(address[1:]) if address.startswith("#") else LienExterne(address)


def ligne(text: str) -> Ligne:
    """Return a line of runs."""
    runs: list[Portion] = []
    end = 0
    for found in MARK.finditer(text):
        if found.start() > end:
            runs.append(Portion(spaced(text[end : found.start()])))
        end = found.end()
        kind = found.lastgroup or ""
        if kind == "cible":
            runs.append(Portion(spaced(found["lien"]), lien=cible(found["cible"])))
        else:
            marks: dict[str, Any] = {kind: True}
            runs.append(Portion(spaced(found[kind]), **marks))
    if end < len(text):
        runs.append(Portion(spaced(text[end:])))
    return tuple(runs)


def texte(text: str) -> Texte:
    """Return paragraphs and lists."""
    return tuple(_bloc(part.strip()) for part in text.split("\n\n") if part.strip())


def _bloc(part: str) -> Bloc:
    if not ITEM.match(part):
        return Paragraphe(ligne(" ".join(part.split())))
    items = tuple(ligne(ITEM.sub("", line, count=1)) for line in part.splitlines())
    return Liste(ordonnee=part[0].isdigit(), elements=items)


def chiffre(**changes: Any) -> ChiffreEdition:
    """Return a figure."""
    base = ChiffreEdition(
        id="emploi",
        valeur=ligne("2,6 millions"),
        libelle=ligne("de personnes salariées dans l’économie sociale et solidaire (2023)"),
        source=ligne(
            "[Atlas des exemples](https://exemple.fr/atlas), consulté le 21 novembre 2026"
        ),
    )
    return replace(base, **changes)


def loi(**changes: Any) -> LoiEdition:
    """Return a legal box."""
    base = LoiEdition(
        titre=ligne("Loi du 31 juillet 2014 relative à l’économie sociale et solidaire"),
        texte=texte(
            "L’article 1^^er^^ définit l’économie sociale et solidaire comme un *mode "
            "d’entreprendre* : un but autre que le seul partage des bénéfices, une "
            "gouvernance démocratique, une gestion qui consacre l’essentiel des bénéfices "
            "au maintien ou au développement de l’activité."
        ),
        source=ligne(
            "[Légifrance](https://www.legifrance.gouv.fr/), consulté le 21 novembre 2026"
        ),
    )
    return replace(base, **changes)


def exemple(**changes: Any) -> ExempleEdition:
    """Return a boxed example."""
    base = ExempleEdition(
        id="halle",
        ancre="fiche-3--halle",
        titre=ligne("Une halle rachetée avec les habitantes et habitants"),
        annonce=ligne("L’exemple de "),
        collectivite=ligne("Saint-Exemple-le-Vieux"),
        territoire=ligne("Jura, 39"),
        departement="39",
        region="27",
        annee=ligne("2024"),
        texte=texte(
            "La commune est entrée au capital d’une société coopérative d’intérêt collectif "
            "qui réunit producteurs, cuisine centrale et 214 habitantes et habitants. Elle "
            "a apporté 20 000 € et loué la halle pour dix-huit ans ; neuf emplois ont été "
            "créés, dont **quatre** en insertion."
        ),
        sources=(
            ligne("Source : [Banque des Territoires, Localtis](https://exemple.fr/halle), 2024"),
        ),
    )
    return replace(base, **changes)


def marque(**changes: Any) -> MarqueCarte:
    """Return a territory that a map marks."""
    base = MarqueCarte(code="39", nom=ligne("Jura"), exemples=1, classe=1)
    return replace(base, **changes)


def carte(**changes: Any) -> CarteEdition:
    """Return the map of a fiche: a département, and a région elsewhere."""
    base = CarteEdition(
        titre=ligne("Les exemples de cette fiche"),
        departements=(marque(exemples=2),),
        regions=(marque(code="53", nom=ligne("Bretagne")),),
        regions_pleines=True,
        contour=None,
        compte=False,
        legende=(),
        alt=ligne("Carte de France. Exemples de cette fiche : Jura (39) ; Bretagne."),
    )
    return replace(base, **changes)


def grande_carte(**changes: Any) -> CarteEdition:
    """Return the map of a kit, with one sign of each kind."""
    base = carte(
        titre=ligne("Les exemples de ce kit"),
        departements=(
            marque(code="35", nom=ligne("Ille-et-Vilaine")),
            marque(exemples=2, classe=2),
            marque(code="978", nom=ligne("Saint-Martin"), exemples=9, classe=3),
        ),
        regions=(marque(code="53", nom=ligne("Bretagne"), exemples=4, classe=3),),
        regions_pleines=False,
        contour="11",
        compte=True,
        legende=(
            LegendeCarte("plein", 1, ligne("un exemple")),
            LegendeCarte("plein", 2, ligne("deux ou trois exemples")),
            LegendeCarte("plein", 3, ligne("quatre exemples ou plus")),
            LegendeCarte("cerne", 1, ligne("région entière")),
            LegendeCarte("contour", 1, ligne("Île-de-France")),
        ),
        alt=ligne("Carte de France. Les 16 exemples de ce kit, dans trois départements."),
    )
    return replace(base, **changes)


def index(parties: tuple[PartieEdition, ...]) -> IndexEdition | None:
    """Return the index of all the examples of some parts, in the order of reading."""
    places = [
        (une.titre_court, exemple)
        for partie in parties
        for une in partie.fiches
        for exemple in une.tous_les_exemples
    ]
    regions = []
    for code in dict.fromkeys(exemple.region for _, exemple in places):
        within = [place for place in places if place[1].region == code]
        whole = [place for place in within if place[1].departement is None]
        parts = [place for place in within if place[1].departement is not None]
        departements = [DepartementIndex("39", ligne("Jura, 39"), _collectivites(parts))]
        regions.append(
            RegionIndex(
                code,
                ligne(f"Région {code}"),
                _collectivites(whole),
                tuple(departements if parts else ()),
            )
        )
    return IndexEdition(tuple(regions)) if regions else None


def _collectivites(
    places: list[tuple[Ligne, ExempleEdition]],
) -> tuple[CollectiviteIndex, ...]:
    names = dict.fromkeys(exemple.collectivite for _, exemple in places)
    return tuple(
        CollectiviteIndex(
            name,
            tuple(
                RenvoiIndex(title, tuple(ancres))
                for title, ancres in _by_title(places, name).items()
            ),
        )
        for name in names
    )


def _by_title(places: list[tuple[Ligne, ExempleEdition]], name: Ligne) -> dict[Ligne, list[str]]:
    found: dict[Ligne, list[str]] = {}
    for titre, exemple in places:
        if exemple.collectivite == name:
            found.setdefault(titre, []).append(exemple.ancre)
    return found


LEVER = """
Commencez par réunir celles et ceux qui agissent déjà : associations, coopératives, mutuelles,
structures d’insertion. Une rencontre par trimestre suffit à faire naître des projets communs.
Désignez une personne référente, publiez un annuaire, et tenez-le à jour avec la chambre
régionale.

Veillez à ce que chaque service y trouve son compte : la commande publique, le foncier,
l’action sociale. La convention précise les moyens, la durée et la manière dont l’action sera
évaluée.
"""


def levier(**changes: Any) -> SectionEdition:
    """Return a lever with one example."""
    base = SectionEdition(
        id="reunir",
        numero=1,
        titre=ligne("Réunir les acteurs du territoire"),
        texte=texte(LEVER),
        exemples=(exemple(),),
    )
    return replace(base, **changes)


def ressource(**changes: Any) -> RessourceEdition:
    """Return a resource."""
    base = RessourceEdition(
        id="guide",
        texte=ligne(
            "Réseau des exemples, [*Guide de l’élue et de l’élu*](https://exemple.fr/guide), 2025"
        ),
    )
    return replace(base, **changes)


LEVERS = (
    levier(),
    levier(
        id="acheter",
        numero=2,
        titre=ligne("Acheter autrement : clauses, lots & achats « responsables »"),
        texte=texte(
            "Le code de la commande publique permet de réserver des marchés. Trois gestes "
            "simples :\n\n"
            "- découper le marché en lots à la taille des structures locales ;\n"
            "- écrire une clause sociale *et* une clause environnementale, voir la [fiche 4 "
            "– Alimentation](#fiche-4) ;\n"
            "- parler aux entreprises avant de publier : c’est le « sourçage ».\n\n"
            "Un seuil à connaître : 40 000 € HT, sous lequel la procédure est souple (si "
            "R&D < 25 % et délai > 30 jours, l'avis dit \"urgent\" ne s'applique pas)."
        ),
        exemples=(
            exemple(
                id="clauses",
                titre=ligne("Un marché de restauration alloti par produit"),
                annonce=ligne("L’exemple de la "),
                collectivite=ligne("Communauté de communes du Val d’Exemple"),
                territoire=ligne("Bretagne"),
                departement=None,
                region="53",
                annee=None,
            ),
            exemple(id="jardin", titre=ligne("Des jardins nourriciers au pied des immeubles")),
        ),
    ),
    levier(id="financer", numero=3, titre=ligne("Financer dans la durée"), exemples=()),
)


def fiche(**changes: Any) -> FicheEdition:
    """Return a fiche with three levers."""
    base = FicheEdition(
        reference="municipal/acteurs",
        numero=3,
        type="levier",
        etiquette=ligne("Fiche 3"),
        titre=ligne("Connaître et mobiliser les acteurs de l’économie sociale et solidaire"),
        titre_court=ligne("Mobiliser les acteurs"),
        ancre="fiche-3",
        chapo=texte(
            "Dans chaque commune, des associations, des coopératives et des mutuelles "
            "répondent déjà à des besoins que personne d’autre ne couvre. Les connaître est "
            "le premier pas : un recensement léger, une rencontre, un interlocuteur "
            "suffisent pour que naissent des projets communs."
        ),
        illustration=None,
        chiffres=(
            chiffre(),
            chiffre(
                id="part",
                valeur=ligne("14 %"),
                libelle=ligne("de l’emploi privé du département (2022)"),
            ),
        ),
        loi=loi(),
        sections=(),
        leviers=LEVERS,
        exemples=(),
        ressources=(
            ressource(),
            ressource(
                id="annuaire",
                texte=ligne("[Annuaire des structures](https://exemple.fr/annuaire)"),
            ),
        ),
        voir_aussi=(
            ligne("[Fiche 1 – De quoi parle-t-on ?](#fiche-1)"),
            ligne("Kit voisin, fiche 2"),
        ),
        carte=carte(),
    )
    return anchored(replace(base, **changes))


def anchored(une: FicheEdition) -> FicheEdition:
    """Return a fiche whose examples have their own anchors, even when two have the same id."""
    seen: Counter[str] = Counter()

    def named(exemples: tuple[ExempleEdition, ...]) -> tuple[ExempleEdition, ...]:
        found = []
        for one in exemples:
            times = seen[one.id]
            seen[one.id] += 1
            found.append(replace(one, ancre=f"{une.ancre}--{one.id}{'-bis' * times}"))
        return tuple(found)

    return replace(
        une,
        sections=tuple(replace(one, exemples=named(one.exemples)) for one in une.sections),
        leviers=tuple(replace(one, exemples=named(one.exemples)) for one in une.leviers),
        exemples=named(une.exemples),
    )


def introduction(**changes: Any) -> FicheEdition:
    """Return a fiche with titled sections instead of levers."""
    base = fiche(
        reference="municipal/de-quoi-parle-t-on",
        numero=1,
        type="introduction",
        etiquette=ligne("Fiche 1"),
        titre=ligne("De quoi parle-t-on ?"),
        titre_court=ligne("De quoi parle-t-on ?"),
        ancre="fiche-1",
        leviers=(),
        sections=(
            levier(
                id="definition", numero=None, titre=ligne("Une définition inscrite dans la loi")
            ),
            levier(
                id="familles",
                numero=None,
                titre=ligne("Cinq familles, un même projet"),
                exemples=(),
            ),
        ),
        exemples=(exemple(id="retour", titre=ligne("Un pacte de coopération municipal")),),
        loi=None,
        voir_aussi=(),
    )
    return anchored(replace(base, **changes))


def partie(**changes: Any) -> PartieEdition:
    """Return a part with one fiche."""
    base = PartieEdition(
        id="leviers",
        numero=2,
        type="levier",
        titre=ligne("Les leviers d’action"),
        ancre="partie-2",
        presentation=texte("Ce que la commune peut faire, et comment le faire *bien*."),
        fiches=(fiche(),),
    )
    return replace(base, **changes)


def organisme(**changes: Any) -> OrganismeEdition:
    """Return whom to call."""
    base = OrganismeEdition(
        id="cress",
        nom=ligne("CRESS de Bretagne"),
        role=ligne("Chambre régionale : annuaire des structures & observatoire"),
        coordonnees=(
            ligne("[cress.exemple.fr](https://cress.exemple.fr)"),
            ligne("[contact@cress.exemple.fr](mailto:contact@cress.exemple.fr)"),
            ligne("[02 00 00 00 00](tel:0200000000)"),
        ),
    )
    return replace(base, **changes)


def region(**changes: Any) -> RegionEdition:
    """Return what a région brings, without images nor colours."""
    base = RegionEdition(
        id="bretagne",
        nom=ligne("Bretagne"),
        etiquette=ligne("Déclinaison Bretagne"),
        avant_propos=texte(
            "De Brest à Redon, les coopératives sont *anciennes*.\n\n"
            "- Allez les voir ;\n- écrivez-nous : [le club](https://club.exemple.fr)."
        ),
        chiffres=(
            chiffre(
                id="emplois", valeur=ligne("150 000"), libelle=ligne("emplois bretons (2023)")
            ),
            chiffre(id="part", valeur=ligne("14,9 %"), libelle=ligne("de l’emploi privé (2023)")),
            chiffre(id="scic", valeur=ligne("93"), libelle=ligne("Scic bretonnes (2024)")),
        ),
        organismes=(
            organisme(
                id="club",
                nom=ligne("Club des collectivités bretonnes"),
                role=ligne("Une rencontre par trimestre"),
                coordonnees=(),
            ),
            organisme(),
            organisme(id="union", nom=ligne("Union des Scop de l’Ouest"), role=None),
        ),
        couleurs=None,
        logo=None,
        partenaires=(),
    )
    return replace(base, **changes)


def libelles(**changes: Any) -> Libelles:
    """Return the fixed wordings."""
    base = Libelles(
        sommaire=ligne("Sommaire"),
        partie=ligne("Partie"),
        avant_propos=ligne("Avant-propos"),
        mentions=ligne("À propos de cette édition"),
        chiffres_cles=ligne("Chiffres clés"),
        loi=ligne("Ce que dit la loi"),
        leviers=ligne("Plusieurs leviers d’actions possibles :"),
        exemples=ligne("Retours d’expérience"),
        en_savoir_plus=ligne("En savoir plus"),
        voir_aussi=ligne("Voir aussi"),
        achever=ligne("Colophon"),
        en_region=ligne("L’économie sociale et solidaire en région"),
        contacts=ligne("Vos interlocuteurs"),
        partenaires=ligne("Avec le soutien de"),
        index=ligne("Carte et index des exemples"),
    )
    return replace(base, **changes)


def edition(**changes: Any) -> Edition:
    """Return a kit of two parts and four fiches."""
    premiere = partie(
        id="introduction",
        numero=1,
        type="introduction",
        titre=ligne("Comprendre l’économie sociale et solidaire"),
        ancre="partie-1",
        presentation=(),
        fiches=(
            introduction(),
            introduction(
                reference="municipal/pourquoi",
                numero=2,
                etiquette=ligne("Fiche 2"),
                titre=ligne("Pourquoi mettre en place une politique de soutien ?"),
                titre_court=ligne("Pourquoi une politique"),
                ancre="fiche-2",
            ),
        ),
    )
    seconde = partie(
        fiches=(
            fiche(),
            fiche(
                reference="municipal/alimentation",
                numero=4,
                etiquette=ligne("Fiche 4"),
                titre=ligne("Agriculture & alimentation durables"),
                titre_court=ligne("Alimentation"),
                ancre="fiche-4",
                chiffres=(),
            ),
        )
    )
    base = Edition(
        collection="municipal",
        region=None,
        fiche=None,
        genre="kit",
        niveau="municipal",
        stem="kit-municipaless_national_2026-11",
        titre=ligne("Kit MunicipalESS"),
        sous_titre=ligne("Communes, intercommunalités & ESS"),
        titre_document=spaced(
            "Kit MunicipalESS – Communes, intercommunalités & ESS, novembre 2026"
        ),
        date="2026-11",
        date_longue=ligne("novembre 2026"),
        editeur=ligne("Réseau des collectivités territoriales pour une économie solidaire (RTES)"),
        site=ligne("[www.rtes.fr](https://www.rtes.fr)"),
        logo=None,
        presentation=texte(
            "Ce kit s’adresse aux équipes municipales.\n\nIl se lit dans l’ordre, ou par fiche."
        ),
        mentions=texte(
            "Édition d’exemple, faite pour les tests.\n\nTextes sous licence CC BY-SA 4.0."
        ),
        colophon=texte("Composé en Source Sans 3 par kitgen."),
        carte=None,
        index=None,
        pages_par_fiche=2,
        parties=(premiere, seconde),
        libelles=libelles(),
    )
    made = replace(base, **changes)
    if made.fiche or "index" in changes or not (found := index(made.parties)):
        return made
    return replace(made, index=found, carte=grande_carte())


def points(**changes: Any) -> Edition:
    """Return a Points de RepèrESS: one fiche with sections, levers and examples apart."""
    une = fiche(
        reference="points/scic",
        numero=10,
        type="synthese",
        etiquette=ligne("Points de RepèrESS n° 10"),
        ancre="fiche-4",
        sections=tuple(
            levier(id=f"section-{titre[:3]}", numero=None, titre=ligne(titre), exemples=())
            for titre in ("De quoi parle-t-on ?", "Quel rôle pour les collectivités ?")
        ),
        leviers=tuple(replace(one, exemples=()) for one in LEVERS),
        exemples=(exemple(), *LEVERS[1].exemples),
        voir_aussi=(ligne("Kit voisin, fiche 2"),),
    )
    base = edition(
        collection="points",
        fiche="points/scic",
        genre="points",
        niveau="tous",
        stem="points-de-reperess-10-scic_national_2026-11",
        titre=ligne("Points de RepèrESS"),
        sous_titre=ligne("Une synthèse de quatre pages par sujet"),
        titre_document=spaced("Points de RepèrESS n° 10 – Mobiliser les acteurs – novembre 2026"),
        presentation=(),
        mentions=(),
        pages_par_fiche=4,
        parties=(partie(id="syntheses", numero=1, type="synthese", fiches=(une,)),),
    )
    return replace(base, **changes)


def maps_of(document: Edition) -> tuple[CarteEdition, ...]:
    """Return every map of a document, in the order of reading."""
    fiches = (fiche.carte for partie in document.parties for fiche in partie.fiches)
    return tuple(one for one in (*fiches, document.carte) if one is not None)
