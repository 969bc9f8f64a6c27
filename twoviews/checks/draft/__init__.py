"""What a program can see in a draft of a summary: length, copied words, names, hedges, voices."""
