"""What commands share that write a folder: it is made whole or not at all, and errors in words."""
