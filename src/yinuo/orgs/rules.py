"""What the party's rules say of the structure of branches and committees (REFERENCE §4.1): facts in, findings out."""
