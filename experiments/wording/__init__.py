"""What is said to people: sentences by key, in one file a language; the code that says them holds none."""
