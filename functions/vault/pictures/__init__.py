"""How do photos look, when were they taken, what belongs together? Asked of functions/photos, shown here."""
