"""The views of rules, letters of responsibility and training."""
