"""Data files to a Library, with every error located."""
