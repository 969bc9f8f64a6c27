"""Build what the judge of summaries reads with: `make model`, `make encoder`."""
