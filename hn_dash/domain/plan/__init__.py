"""Who recruits where: agreements, their log, what they mean, and how two of them differ."""
