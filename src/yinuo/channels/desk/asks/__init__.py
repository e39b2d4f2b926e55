"""What neighbours ask of the party group of their stairwell, for the people of that group (M11)."""
