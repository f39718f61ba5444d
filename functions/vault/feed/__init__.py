"""What has changed since somebody last looked, and how far back is it known?"""
