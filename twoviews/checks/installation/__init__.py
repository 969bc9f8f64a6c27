"""Look whether the set-up works: programs, tables, originals."""
