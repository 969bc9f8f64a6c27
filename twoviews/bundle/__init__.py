"""Make the students' copy of a checkout: without solutions, hidden tests and mark schemes."""
