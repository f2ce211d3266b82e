"""What stands on disk: files whole or not at all, runs while a batch runs, result folders."""
