"""Play a whole course with simulated students and nbgrader's own commands."""
