"""Who lives here: margins, dwellings, households, traits, attitudes; moves and the course of life."""
