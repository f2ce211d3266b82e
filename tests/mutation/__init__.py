"""A mutation run: if one line of the code were wrong, would a test fail?

``mutants``: the faults that can be put into a file. ``sampling``: which of them are tried. ``nearest``: which
tests are asked first. ``trying``: one fault in a copy of the project. ``table``: what came out.
"""
