"""What a Word template may do: show its variables, under conditions, and nothing else.

A designer is trusted with the layout, not with the machine: no attribute, no call, no filter, no
arithmetic, no loop, so that no template reads a file, runs a command or fills the memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import SandboxedEnvironment

KEYWORDS = frozenset({"if", "elif", "else", "endif"})
"""The only statements."""
PLAIN = frozenset(
    {
        "data", "name", "string", "whitespace", "tilde", "eq", "ne",
        "variable_begin", "variable_end", "block_begin", "block_end",
    }
)  # fmt: skip
"""The only tokens: words, variables, their comparison, their joining."""
MISUSED = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What a hostile or clumsy template raises."""


class Plain(Extension):
    """Refuses all that is not plain, before anything is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template.

        Raises:
            SecurityError: at the first one that a Word template has no use for.
        """
        statement = False
        for token in stream:
            if token.type not in PLAIN or (statement and token.value not in KEYWORDS):
                raise SecurityError(token.value)
            statement = token.type == "block_begin"
            yield token


def environment() -> SandboxedEnvironment:
    """Return the only environment that a Word template is rendered in."""
    found = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, extensions=[Plain])
    found.globals.clear()
    found.filters.clear()
    found.tests.clear()
    return found
