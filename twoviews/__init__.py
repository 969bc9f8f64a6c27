"""Two opinion articles, their claims, and the record they are weighed against."""

__version__ = "0.1.0"
