"""What crosses from a student's process to the tests: plain data of exact types, as text."""
