"""kitgen: the publications of a network of ESS authorities, from validated fiches."""
