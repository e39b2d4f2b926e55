"""Pages of the ground: communities, their maps, buildings and grids."""
