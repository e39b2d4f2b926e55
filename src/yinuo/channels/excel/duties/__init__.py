"""Files of central work and letters to take away: the checklist of a campaign, the lists of a letter, the letter itself."""
