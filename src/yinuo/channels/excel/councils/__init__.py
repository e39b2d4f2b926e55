"""Documents of councils: the minutes of a sitting."""
