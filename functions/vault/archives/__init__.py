"""How does a folder, or everything, become ZIP files?"""
