"""French typography of a character string."""
