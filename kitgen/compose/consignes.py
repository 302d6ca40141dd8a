"""What a reviewer is told, on the first page of a review file."""

from __future__ import annotations

from kitgen.compose.lines import ligne
from kitgen.model.collection import Projet
from kitgen.model.edition import ConsigneEdition
from kitgen.model.markdown import lire_markdown

CORRIGER = """\
Les titres, les textes, les exemples, les chiffres et les sources. Un cadre apparaît autour d'un
texte modifiable quand vous y cliquez : **corrigez à l'intérieur du cadre**, comme dans tout
document. Dans les textes longs, le gras, l'italique, les liens, les paragraphes et les listes
sont repris.

Le **suivi des modifications est déjà activé** : gardez-le. C'est lui qui dit qui a corrigé, et
quand. Les espaces insécables, les guillemets et les apostrophes se règlent tout seuls.
"""

DERIVER = """\
Le sommaire, les numéros, les en-têtes et les pieds de page, les mots « Exemple », « Source » ou
« Voir aussi », les départements et les années : n'y touchez pas. Ce qui est écrit hors des cadres
ne peut pas être repris. Si l'un d'eux est faux, dites-le en commentaire.
"""

COMMENTER = """\
Sélectionnez le passage, puis *Révision*, *Nouveau commentaire*. Faites de même pour demander ce
qui n'a pas encore de cadre : un exemple, un levier ou une ressource de plus, une année, une image,
un autre ordre. Pour un exemple ou un chiffre, donnez la collectivité, l'année et **la source**.
"""

RENVOYER = """\
Enregistrez ce fichier au format Word (.docx), sans copier son texte dans un autre, et renvoyez-le
{adresse}. Chaque correction sera comparée au texte d'origine, avec celles des autres relectures.

Servez-vous de Word, ou de LibreOffice à partir de la version 25.2 : les plus anciennes abîment ce
fichier en l'enregistrant.
"""

AILLEURS = """\
Un lien vers une fiche qui n'est pas dans ce document mène ici : elle se trouve dans une autre
publication, que le texte nomme.
"""


def consignes_de(projet: Projet, *, elsewhere: bool) -> tuple[ConsigneEdition, ...]:
    """Return what a reviewer needs to know, in the order of need.

    Args:
        projet: says where the file is to be sent back.
        elsewhere: whether the document refers to fiches that it does not hold.
    """
    courriel = projet.editeur.courriel
    adresse = f"à [{courriel}](mailto:{courriel})" if courriel else "à qui vous l'a envoyé"
    told = [
        ("Ce que vous pouvez corriger", CORRIGER),
        ("Ce qui se compose tout seul", DERIVER),
        ("Commenter, demander un ajout", COMMENTER),
        ("Renvoyer le fichier", RENVOYER.format(adresse=adresse)),
        *([("Les liens vers d'autres fiches", AILLEURS)] if elsewhere else []),
    ]
    return tuple(
        ConsigneEdition(ligne(titre), lire_markdown(texte).texte) for titre, texte in told
    )
