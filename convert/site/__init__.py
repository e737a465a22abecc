"""A site of finished editions (发行站): releases, pages and feeds as files that any web host can serve."""
