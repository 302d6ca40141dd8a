"""What the forges are told to do, done here."""
