"""Plays the cloud on a developer's machine: database, AWS emulator, edge, SMS inbox."""
