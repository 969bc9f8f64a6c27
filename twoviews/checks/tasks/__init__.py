"""How the answer to each question is read and judged, one module per shape of answer."""
