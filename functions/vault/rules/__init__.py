"""Under which rules does a user back up?"""
