from .terms import Building, Grid, Note, Plan, Terms
