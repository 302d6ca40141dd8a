"""Edition to Artefact: one table of formats, one module per format."""
