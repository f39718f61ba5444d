"""Where does a node stand, and how does it go? Folders, lists, trash, purge."""
