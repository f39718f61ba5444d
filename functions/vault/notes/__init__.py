"""How does an owner write notes?"""
