"""A question: its file, its levers and assumptions, and how it is answered."""
