"""Links lead to the web, to a mail address or to a phone, and are well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kitgen.check.survey import Finding, Survey
from kitgen.errors import quoted
from kitgen.model.texte import LienExterne

WEB_FIELDS = {"url", "site"}
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"\+?[0-9][0-9.-]*")
NEVER_TYPED = re.compile(r'[\s<>"\\]')
WEB = {"http", "https"}
SCHEMES = "seuls http, https, mailto et tel sont permis"


def forbidden_links(whole: Survey) -> Iterator[Finding]:
    """Find the addresses that no reader could or should follow."""
    for document, visit in whole.visits():
        if visit.field in WEB_FIELDS and (fault := fault_of(str(visit.value))):
            yield Finding(document.place(visit), *fault)
        elif visit.field == "courriel" and not MAIL.fullmatch(str(visit.value)):
            message = f"{quoted(str(visit.value))} n'est pas une adresse électronique"
            yield Finding(document.place(visit), message, "écrivez nom@exemple.fr")
    for text in whole.texts:
        for target, _ in text.links():
            if isinstance(target, LienExterne) and (fault := fault_of(target.url)):
                yield Finding(text.place(target.url), *fault)


def fault_of(url: str) -> tuple[str, str] | None:
    """Return what is wrong with an address and what to type, or nothing."""
    scheme, colon, rest = url.partition(":")
    scheme = scheme.lower() if colon else ""
    sound = scheme in WEB and not NEVER_TYPED.search(url) and _has_host(url)
    return None if sound else _fault(url, quoted(url), scheme, rest)


def _fault(url: str, shown: str, scheme: str, rest: str) -> tuple[str, str] | None:
    if NEVER_TYPED.search(url):
        hint = "copiez l'adresse depuis la barre du navigateur"
        return f"l'adresse {shown} contient une espace ou un signe interdit", hint
    match scheme:
        case "http" | "https":
            message = f"l'adresse {shown} n'a pas de nom de site correct"
            return message, "écrivez https://www.exemple.fr/page"
        case "mailto":
            message = f"l'adresse {shown} n'est pas une adresse électronique"
            good = MAIL.fullmatch(rest.partition("?")[0])
            return None if good else (message, "écrivez mailto:nom@exemple.fr")
        case "tel":
            message = f"l'adresse {shown} n'est pas un numéro de téléphone"
            return None if PHONE.fullmatch(rest) else (message, "écrivez `tel:+33123456789`")
        case "":
            return f"l'adresse {shown} n'a pas de protocole", f"écrivez `https://{url}`"
    return f"l'adresse {shown} a un protocole interdit", SCHEMES


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it raises when it is not a number
    except ValueError:
        return False
    return "." in (parts.hostname or "").strip(".")
