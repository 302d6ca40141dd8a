"""The real veraPDF, for the checks that have time for it: see `__main__`."""
