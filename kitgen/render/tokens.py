"""Style sheets with their constant tokens written out.

WeasyPrint validates a declaration that holds `var()` again for every element it applies to. A
token that nothing overrides has one value: written in place of its name, it is read once. The
sheets stay as designers write them; only the engine sees these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import tinycss2

VAR = re.compile(r"var\(--([\w-]+)\)")
DECLARED = re.compile(r"--([\w-]+)\s*:")


def constants(sheets: Iterable[str], templates: Iterable[str]) -> dict[str, str]:
    """Return the tokens that have one value, by name.

    Args:
        sheets: the style sheets, in order.
        templates: the HTML that may override a token in a `style`.
    """
    values: dict[str, str] = {}
    varying = {name for template in templates for name in DECLARED.findall(template)}
    for selector, name, value in _declarations(sheets):
        if selector == ":root":
            values[name] = value
        else:
            varying.add(name)
    return {
        name: value
        for name, value in values.items()
        if name not in varying and not VAR.search(value)
    }


def write_out(sheet: str, tokens: Mapping[str, str]) -> str:
    """Return a style sheet with the values of tokens instead of their names."""
    return VAR.sub(lambda found: tokens.get(found[1], found[0]), sheet)


def _declarations(sheets: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for sheet in sheets:
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                selector = tinycss2.serialize(rule.prelude).strip()
                for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True):
                    if one.type == "declaration" and one.name.startswith("--"):
                        yield selector, one.name[2:], tinycss2.serialize(one.value).strip()
