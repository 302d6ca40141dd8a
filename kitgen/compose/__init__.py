"""Library, collection, région to Edition. Pure."""
