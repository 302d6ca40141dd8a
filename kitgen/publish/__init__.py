"""Artefacts to output/: names, manifest, whole files only."""
