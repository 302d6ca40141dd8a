"""The French nouns: what exists. Frozen, without files, clock or fonts."""
