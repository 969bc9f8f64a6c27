"""The door: a submission is looked at, and put together anew, before anything else reads it."""
