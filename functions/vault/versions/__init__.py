"""Which contents has a node had, and how long are they kept?"""
