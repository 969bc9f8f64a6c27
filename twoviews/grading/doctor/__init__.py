"""Look at submissions before they are graded, or at one's own notebook before it is handed in."""
