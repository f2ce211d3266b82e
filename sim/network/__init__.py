"""With whom: layers of contact, their builders, ties from taking part together, import and export."""
