"""Grade a class from the command line: several submissions at once, whatever happens on the way."""
