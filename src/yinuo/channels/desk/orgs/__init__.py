"""The desk's pages of organisations: the tree, committees, chains, health, the branch planner, posts, figures."""
