"""Strings the stages together; the only package that knows two of them."""
