"""Strings the stages together; the only module that knows two of them."""
