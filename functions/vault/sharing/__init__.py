"""What do others see? Links, with and without password, and the media kit."""
