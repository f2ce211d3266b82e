"""The residents' month, block by block: the rules of the gates, asked in short loops over many residents."""
