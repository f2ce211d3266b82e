"""How it is run: tasks, hours, offers, elections, answers, the fund, organisations' life, the year's money.

Each file is one process of the month. It reads levers as plain dataclasses and works on agents and columns.
"""
