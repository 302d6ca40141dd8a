"""One fingerprint in a variant's text; the rest stays to the letter."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.read.yaml import load_yaml
from kitgen.write import stamp_base

NEW = "0123abcd"


def stamped(text: str, rang: int = 0, verb: str = "retirer") -> str:
    """Return a text with the fingerprint of one operation."""
    return stamp_base(text, load_yaml("v.yaml", text.encode()).file, rang, verb, NEW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # a base that is missing
        ("  - retirer: a/b\n", f'  - retirer: a/b\n    base: "{NEW}"\n'),
        ("  - retirer: a/b", f'  - retirer: a/b\n    base: "{NEW}"\n'),
        ("-   retirer: a/b\n", f'-   retirer: a/b\n    base: "{NEW}"\n'),
        ("  - retirer: a/b # vu\n", f'  - retirer: a/b # vu\n    base: "{NEW}"\n'),
        ('  - "retirer": "a/b"\n', f'  - "retirer": "a/b"\n    base: "{NEW}"\n'),
        ("  - retirer: a/b\r\n", f'  - retirer: a/b\r\n    base: "{NEW}"\r\n'),
        ("  - retirer:\n      a/b\n", f'  - retirer:\n      a/b\n    base: "{NEW}"\n'),
        ("  -\n    retirer: a/b\n", f'  -\n    retirer: a/b\n    base: "{NEW}"\n'),
        ("  - {retirer: a/b}\n", f'  - {{retirer: a/b, base: "{NEW}"}}\n'),
        ("  - { retirer: 'a/b' }\n", f"  - {{ retirer: 'a/b', base: \"{NEW}\" }}\n"),
        # a base that is there
        ("  - retirer: a/b\n    base: deadbeef\n", f'  - retirer: a/b\n    base: "{NEW}"\n'),
        ('  - base: "deadbeef"\n    retirer: a/b\n', f'  - base: "{NEW}"\n    retirer: a/b\n'),
        (
            "  - retirer: a/b\n    base: 'deadbeef'  # vu\n",
            f'  - retirer: a/b\n    base: "{NEW}"  # vu\n',
        ),
        ("  - {base: deadbeef, retirer: a}\n", f'  - {{base: "{NEW}", retirer: a}}\n'),
        ("  - {retirer: a, base: deadbeef}\n", f'  - {{retirer: a, base: "{NEW}"}}\n'),
        ("  - retirer: a/b\n    base:\n", f'  - retirer: a/b\n    base: "{NEW}"\n'),
        ("  - retirer: a/b\r\n    base: ''\r\n", f'  - retirer: a/b\r\n    base: "{NEW}"\r\n'),
    ],
)
def test_a_fingerprint_takes_its_place(before: str, after: str) -> None:
    """In block or flow mappings, with or without quotes, under either line end."""
    assert stamped(f"operations:\n{before}") == f"operations:\n{after}"


@given(st.integers(0, 2), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_only_that_scalar_changes(rang: int, there: bool, end: str) -> None:  # noqa: FBT001  drawn
    """Of three operations, between comments and long texts, one line at most is touched."""
    base = "    base: deadbeef\n" if there else ""
    one = f"  # note : é « à »\n  - retirer: a/b\n{base}\n"
    text = f"# tête\noperations:\n{one * 3}# fin\n".replace("\n", end)

    after = stamped(text, rang)

    changed = [
        line
        for line in difflib.ndiff(text.splitlines(keepends=True), after.splitlines(keepends=True))
        if line[0] in "+-"
    ]
    expected = [f'+     base: "{NEW}"{end}']
    assert changed == ([f"-     base: deadbeef{end}"] if there else []) + expected
    data = load_yaml("v.yaml", after.encode()).data
    assert isinstance(data, dict)
    assert [one.get("base") for one in data["operations"]] == [
        NEW if place == rang else "deadbeef" if there else None for place in range(3)
    ]
