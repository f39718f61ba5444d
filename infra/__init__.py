"""Builds, deploys and runs the platform: on AWS and, by the same code, on a developer's machine."""
