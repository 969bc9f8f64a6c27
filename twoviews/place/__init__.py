"""What commands share: a folder made whole or not at all, progress, and errors in words."""
