"""Who is reminded to back up, and how does the message get there? Web Push."""
