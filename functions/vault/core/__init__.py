"""What does all of a vault stand on? Head, quota, nodes and their names, the table's rows, the storage."""
