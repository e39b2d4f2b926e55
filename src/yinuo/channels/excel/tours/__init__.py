"""Documents of inspection tours to take away: score sheets, timetables, results, the drawn sites."""
