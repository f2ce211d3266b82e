"""What trials say: tables, sentences, the forest plot, in both languages."""
