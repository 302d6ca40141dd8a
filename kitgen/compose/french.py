"""The order of French: accents, capitals and a leading article do not count."""

from __future__ import annotations

import re
import unicodedata


def french_order(words: str) -> tuple[str, str]:
    """Return a key that sorts names as a French index does; the name itself settles draws."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "'")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("œ", "oe")
    bare = re.sub(r"^(?:(?:les?|la)\s+|l')", "", plain)
    return re.sub(r"[\W_]+", " ", bare).strip(), words
